/** Builds the page into dist/web: one entry, one file per route and language, the PDF reader only when it is opened. */

import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const OUT = fileURLToPath(new URL('../dist/web', import.meta.url));

/** Character maps, standard fonts and decoders that the PDF reader asks for by name: served by ourselves, like all else. */
function pdfAssets(): Plugin {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'medida-pdf-assets',
    apply: 'build',
    async closeBundle() {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm'])
        await cp(join(home, folder), join(OUT, 'pdfjs', folder), { recursive: true });
    },
  };
}

// A build started from tests would otherwise carry the libraries' development code.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), pdfAssets()],
  build: { outDir: OUT, emptyOutDir: true, target: 'es2022', sourcemap: false, assetsInlineLimit: 0 },
  server: { port: 4748, proxy: { '/api': `http://127.0.0.1:${process.env.MEDIDA_PORT ?? '4747'}` } },
});
