/** Names of documents inside their source: relative POSIX paths in NFC. */

/** Longest name, in UTF-16 code units. */
const LONGEST_NAME = 1000;

/** A name as a browser or a script sent it, brought into form; null when it cannot be one. */
export function readSourceName(sent: string): string | null {
  const name = sent
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
  const parts = name.split('/');
  const sound = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  return sound && name.length <= LONGEST_NAME && !/[\p{Cc}\p{Cs}]/u.test(name) ? name : null;
}

/**
 * Where `folder` lies inside `container`, as a prefix for names: `''` when they are the same, `sub/` one level below,
 * null when it lies elsewhere. Both are absolute real paths; either kind of slash separates.
 */
export function prefixInside(container: string, folder: string): string | null {
  const outer = `${container.replaceAll('\\', '/').replace(/\/+$/, '')}/`;
  const inner = `${folder.replaceAll('\\', '/').replace(/\/+$/, '')}/`;
  return inner.startsWith(outer) ? inner.slice(outer.length).normalize('NFC') : null;
}
