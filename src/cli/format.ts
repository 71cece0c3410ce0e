import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { formatFile, renderDiagnostics } from '../language';
import { type Command, UsageError } from './command';
import { readText } from './source-tree';

/** `holt format FILE…`: the formatted text, or the files rewritten. */
export const format: Command = {
  name: 'format',
  summary: 'Lay out source text',
  usage: `Usage: holt format FILE… [--write]

Prints the formatted text. A file with a syntax error is left as it is, and so are those after it.
  --write    rewrite the files instead of printing`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { write: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) throw new UsageError('at least one file is wanted');
    for (const path of positionals) {
      const text = await readText(path);
      const formatted = formatFile(path, text);
      if (!formatted.ok) {
        io.err(`${renderDiagnostics(formatted.diagnostics, [{ path, text }])}\n`);
        return 1;
      }
      if (!values.write) io.out(formatted.text);
      else if (formatted.text !== text) await writeFile(path, formatted.text);
    }
    return 0;
  },
};
