/** File sizes, and the few rules of CONTRIBUTING.md that no linter knows. Prints median and p90. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

process.chdir(new URL('..', import.meta.url).pathname);
const HARD_LIMIT = 400;
const MEDIAN_LIMIT = 80;
const BAD_NAME = /(^|\/)((utils?|helpers?|common|manager|shared)(\.|\/|-)|base\.)/;

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'web/src', 'worker'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|py)$/.test(file));
const problems = [];
const sizes = [];
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length;
  const isTest = /\.test\.tsx?$|\/testing\.ts$|\/testing\/|-contract\.ts$|\.fixture\.ts$|_test\.py$/.test(file);
  if (!isTest) sizes.push(lines);
  if (lines > HARD_LIMIT)
    problems.push(`${file}: ${lines} lines; the limit is ${HARD_LIMIT}: split it into named things`);
  if (BAD_NAME.test(file)) problems.push(`${file}: name it after what it holds`);
  if (/\b(TODO|FIXME|XXX|HACK)\b/.test(text)) problems.push(`${file}: unfinished work is not mergeable`);
  if (isTest) continue;
  if (/process\.env/.test(text) && file !== 'src/app/config.ts')
    problems.push(`${file}: only src/app/config.ts reads the environment`);
  if (file.startsWith('src/domain/') && /throw new Error\(/.test(text))
    problems.push(`${file}: a bare Error must not leave a domain`);
}
sizes.sort((a, b) => a - b);
const quantile = (q) => sizes[Math.min(sizes.length - 1, Math.floor(q * sizes.length))] ?? 0;
console.log(`${sizes.length} files: median ${quantile(0.5)} lines, p90 ${quantile(0.9)}, largest ${sizes.at(-1) ?? 0}`);
if (quantile(0.5) > MEDIAN_LIMIT)
  problems.push(`the median file has ${quantile(0.5)} lines; the limit is ${MEDIAN_LIMIT}`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
