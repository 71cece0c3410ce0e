// Gives the language a million texts that are nearly programs, and prints those it does not bear: crashes, diagnostics
// outside of the text, formatting that changes anything, more than five seconds. Meant for the night; takes the number
// of texts and a seed: `node scripts/fuzz-language.mjs 1000000 7`.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [count = 1_000_000, seed = Date.now() % 2 ** 32] = process.argv.slice(2).map(Number);
const slowest = 5000;

const target = join(root, '.cache', `fuzz-${process.pid}`);
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: true,
    outDir: target,
    target: 'node20',
    rolldownOptions: {
      input: { language: join(root, 'src/language/fuzz/index.ts'), std: join(root, 'src/std/index.ts') },
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
const load = (name) => import(pathToFileURL(join(target, name)).href);
const { checkProject, readCorpus, RandomTexts, seededRandom, troubleWith } = await load('language.mjs');
const { stdSources } = await load('std.mjs');
rmSync(target, { recursive: true });

const corpus = join(root, 'src/language/project/corpus');
const seeds = readdirSync(corpus)
  .filter((name) => name.endsWith('.corpus'))
  .flatMap((name) => readCorpus(readFileSync(join(corpus, name), 'utf8')))
  .flatMap((example) => example.files.map((file) => file.text));

const std = checkProject(stdSources, { isStd: true }).project;
const texts = new RandomTexts(seededRandom(seed), seeds);
const begun = performance.now();
let troubled = 0;
let longest = 0;
for (let made = 1; made <= count; made += 1) {
  const text = texts.next();
  const start = performance.now();
  const trouble = troubleWith(text, std);
  const took = performance.now() - start;
  longest = Math.max(longest, took);
  if (trouble !== undefined || took > slowest) {
    troubled += 1;
    process.stdout.write(`${JSON.stringify(text)}\n${trouble ?? `${Math.round(took)} ms`}\n\n`);
  }
  if (made % 100_000 === 0)
    process.stderr.write(`${made} texts, ${Math.round((performance.now() - begun) / 1000)} s\n`);
}
process.stdout.write(
  `seed ${seed}: ${count} texts, ${troubled} with trouble, longest ${Math.round(longest)} ms\n`,
);
process.exitCode = troubled === 0 ? 0 : 1;
