// Feeds a million mutated byte strings to the readers of values (specification 3 P.3); `COUNT [SEED]` as arguments.
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const [count = 1_000_000, seed = Date.now() >>> 0] = process.argv.slice(2).map(Number);
const { readMutations } = await import(
  pathToFileURL(await bundle('src/value/mutation.test-data.ts', 'fuzz')).href
);
const start = performance.now();
const { read, refused, fault } = readMutations(count, seed);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`seed ${seed}: ${read} read, ${refused} refused, ${seconds} s`);
if (fault !== undefined) {
  console.log(fault);
  process.exitCode = 1;
}
