#!/bin/sh
# Makes the Python environment of the slow tests of generation (CPU only, some GB) in the user's cache folder.
set -e
folder="${XDG_CACHE_HOME:-$HOME/.cache}/medida"
mkdir -p "$folder"
[ -x "$folder/venv/bin/python" ] || python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --retries 0 'torch==2.13.*' 'transformers[serving]==5.18.*' requests
