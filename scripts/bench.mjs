// Measures, and prints ratios of figures taken in the same run; nothing here passes or fails.
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const { main } = await import(pathToFileURL(await bundle('bench/compiler.ts', 'bench')).href);
await main();
