const SPACES = /[\u00a0\u202f'’]/g;
const ZERO_DECIMALS = /\.0+$/;

/**
 * One spelling for one number, whatever the country: `1.234,56`, `1,234.56` and `1 234,56` give `1234.56`.
 * With a single mark, exactly three digits after it are read as thousands (`1.234` and `1,234` give `1234`) unless
 * the number starts with zero; several marks of one kind that are not thousands are a section or version (`2.10.3`)
 * and stay as they are.
 */
export function canonicalNumber(written: string): string {
  const digits = written.normalize('NFKC').replace(/\s/g, '').replace(SPACES, '');
  const marks = digits.replace(/[^.,]/g, '');
  if (marks === '') return digits.length <= 2 ? String(Number(digits)) : digits;
  const last = marks.at(-1) ?? '.';
  if (marks.length === 1) return single(digits, last);
  const kinds = new Set(marks).size;
  if (kinds === 1) return /^[1-9]\d{0,2}([.,]\d{3})+$/.test(digits) ? digits.replaceAll(last, '') : digits;
  const at = digits.lastIndexOf(last);
  const whole = digits.slice(0, at).replace(/[.,]/g, '');
  return `${whole}.${digits.slice(at + 1)}`.replace(ZERO_DECIMALS, '');
}

function single(digits: string, mark: string): string {
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return digits.replace(mark, '');
  return digits.replace(mark, '.').replace(ZERO_DECIMALS, '');
}
