// The command line: src/cli, built when a source has changed.
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const { main } = await import(pathToFileURL(await bundle('src/cli/main.ts', 'holt')).href);
process.exitCode = await main(process.argv.slice(2));
