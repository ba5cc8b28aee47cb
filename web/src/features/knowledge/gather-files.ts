/** Files out of a drop or a chooser, each with its path relative to what was chosen. */

export interface FileToSend {
  readonly path: string;
  readonly file: File;
}

/** System droppings that nobody means to add. */
function isNoise(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return name.startsWith('.') || name === 'Thumbs.db' || name === 'desktop.ini';
}

export function fromChooser(files: Iterable<File>): readonly FileToSend[] {
  return [...files]
    .map((file) => ({ path: (file.webkitRelativePath || file.name).normalize('NFC'), file }))
    .filter(({ path }) => !isNoise(path));
}

function readEntries(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

async function walk(entry: FileSystemEntry): Promise<readonly FileToSend[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\/+/, '').normalize('NFC'), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileToSend[] = [];
  // The browser hands a folder out in portions; an empty one is the end.
  for (let portion = await readEntries(reader); portion.length > 0; portion = await readEntries(reader))
    for (const child of portion) found.push(...(await walk(child)));
  return found;
}

/** Has to be called before the drop event ends: the browser takes the entries back afterwards. */
export async function fromDrop(transfer: DataTransfer): Promise<readonly FileToSend[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return fromChooser(transfer.files);
  const found = await Promise.all(entries.map(walk));
  return found.flat().filter(({ path }) => !isNoise(path));
}
