// The table of requirement tags and the tests that cover them. Fails on a tag of a finished family that has no test, and on
// a test of a tag that does not exist. `--missing` prints only what has no test, `--owed` only the failures.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { tags, finished, elsewhere } = JSON.parse(readFileSync(join(root, 'scripts', 'tags.json'), 'utf8'));
const onlyMissing = process.argv.includes('--missing');
const onlyOwed = process.argv.includes('--owed');

function testsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return testsBelow(path);
    return /\.(?:test|spec)\.tsx?$/.test(item.name) ? [path] : [];
  });
}

const found = new Map();
const unknown = [];
// A tag counts where it names a test or a group of tests: `test('PLAN-1 …')`, `describe('SEL-1, SEL-2 …')`.
const title = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^()]*\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
for (const path of [...testsBelow(join(root, 'src')), ...testsBelow(join(root, 'e2e'))]) {
  for (const [, , words] of readFileSync(path, 'utf8').matchAll(title)) {
    for (const [tag, family, number] of words.matchAll(/\b([A-Z][A-Z0-9]{1,3})-(\d+)\b/g)) {
      if (!(family in tags)) continue;
      if (Number(number) < 1 || Number(number) > tags[family])
        unknown.push(`${relative(root, path)}: there is no ${tag}`);
      found.set(tag, (found.get(tag) ?? new Set()).add(relative(root, path)));
    }
  }
}

const missing = [];
for (const [family, count] of Object.entries(tags)) {
  for (let number = 1; number <= count; number++) {
    const tag = `${family}-${number}`;
    const tests = [...(found.get(tag) ?? []), ...(tag in elsewhere ? [elsewhere[tag]] : [])];
    const owed = tests.length === 0 && finished.includes(family);
    if (owed) missing.push(tag);
    if (onlyOwed ? owed : onlyMissing ? tests.length === 0 : true)
      console.log(`${tag.padEnd(9)}${tests.join(', ') || (owed ? 'MISSING' : '–')}`);
  }
}
for (const fault of unknown) console.error(fault);
if (missing.length > 0) console.error(`no test of ${missing.join(', ')}`);
process.exitCode = missing.length + unknown.length > 0 ? 1 : 0;
