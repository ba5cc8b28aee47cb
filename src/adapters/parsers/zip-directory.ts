/** Lists a ZIP archive from its central directory (PKWARE APPNOTE 6.3, §4.3.12 and §4.3.16) without unpacking anything. */

export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;

/** Null when there is no readable directory, which is how a truncated archive looks. */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const nameEnd = at + 46 + nameLength;
    if (nameEnd + extraLength > bytes.length) return null;
    const wide = wideSizes(view, at, nameEnd, extraLength);
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, nameEnd))
        .toString('utf8')
        .replaceAll('\\', '/'),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      ...wide,
    });
    at = nameEnd + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | null {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT; at -= 1) if (view.getUint32(at, true) === END) return at;
  return null;
}

/** Sizes and offset, taken from the ZIP64 extra field (§4.5.3) where the short fields are full. */
function wideSizes(view: DataView, at: number, extraStart: number, extraLength: number) {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  let field = extraStart;
  let wide = -1;
  while (wide < 0 && field + 4 <= extraStart + extraLength) {
    if (view.getUint16(field, true) === 1) wide = field + 4;
    field += 4 + view.getUint16(field + 2, true);
  }
  const [size = 0, packedSize = 0, offset = 0] = short.map((value) => {
    if (value !== ZIP64 || wide < 0 || wide + 8 > view.byteLength) return value;
    wide += 8;
    return Number(view.getBigUint64(wide - 8, true));
  });
  return { size, packedSize, offset };
}
