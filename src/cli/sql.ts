import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command';
import { showFailure } from './failure';
import { readProject } from './source-tree';
import { Workbench } from './workbench';

const runners: Readonly<Record<string, string>> = { duckdb: 'duckdb', postgres: 'pglite' };

/** `holt sql FILE --dialect D`: the SQL a program becomes. */
export const sql: Command = {
  name: 'sql',
  summary: 'Print the SQL a program becomes',
  usage: `Usage: holt sql FILE|DIR [--dialect duckdb|postgres] [--main PATH] [--dep [NAME=]PATH]`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        dialect: { type: 'string', default: 'duckdb' },
        main: { type: 'string', default: 'main' },
        dep: { type: 'string', multiple: true, default: [] },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('one file or folder is wanted');
    const runner = runners[values.dialect];
    if (runner === undefined) throw new UsageError('--dialect takes duckdb or postgres');
    const sources = await readProject(path, values.dep);
    const workbench = await Workbench.open();
    const text = workbench.sql({ sources, entry: values.main }, runner);
    if (!text.ok) return showFailure(text.error, [...sources, { path: '', text: values.main }], io);
    io.out(`${text.value}\n`);
    return 0;
  },
};
