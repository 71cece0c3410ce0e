// Measures, and prints ratios of figures taken in the same run; nothing here passes or fails. An argument names the
// one file of bench/ to run.
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const all = readdirSync(new URL('../bench', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
for (const name of process.argv[2] === undefined ? all : [process.argv[2]]) {
  const { main } = await import(pathToFileURL(await bundle(`bench/${name}.ts`, `bench-${name}`)).href);
  await main();
}
