import { parseArgs } from 'node:util';
import { bindData } from './bind-data';
import { type Command, UsageError } from './command';
import { showFailure } from './failure';
import { type OutputForm, outputAs, outputForms } from './output';
import { readProject, readText } from './source-tree';
import { Workbench } from './workbench';

/** `holt run FILE`: the program's result. */
export const run: Command = {
  name: 'run',
  summary: 'Run a program and print its result',
  usage: `Usage: holt run FILE|DIR [options]

  --runner NAME        interpreter, duckdb or pglite; chosen by what the program uses when absent
  --main PATH          the program expression, by default main
  --input LITERAL      the input as a Lutra literal: one value, or a tuple of all parameters
  --data NAME=FILE     fill the parameter NAME with the rows of a CSV file; may be repeated
  --setup FILE.sql     SQL run first on the empty database
  --as FORM            lt (default), json, hex, csv, table, ld (bytes) or ltd (bytes with their type)`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runner: { type: 'string' },
        main: { type: 'string', default: 'main' },
        input: { type: 'string' },
        data: { type: 'string', multiple: true, default: [] },
        setup: { type: 'string' },
        as: { type: 'string', default: 'lt' },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('one file or folder is wanted');
    const form = outputForms.find((candidate) => candidate === values.as);
    if (form === undefined) throw new UsageError(`--as takes ${outputForms.join(', ')}`);
    if (values.input !== undefined && values.data.length > 0) {
      throw new UsageError('--input gives the whole input, so --data has no place left');
    }
    const sources = await readProject(path);
    const program = { sources, entry: values.main };
    const workbench = await Workbench.open();
    try {
      let input: Uint8Array | undefined;
      if (values.input !== undefined) {
        const literal = await workbench.input(program, values.input);
        if (!literal.ok)
          return showFailure(literal.error, [...sources, { path: '', text: values.input }], io);
        input = literal.value;
      } else if (values.data.length > 0) {
        const bound = await bindData(workbench, program, values.data, io);
        if (!bound.ok) return showFailure(bound.error, sources, io);
        input = bound.value;
      }
      const result = await workbench.run(program, {
        ...(values.runner === undefined ? {} : { runner: values.runner }),
        ...(values.setup === undefined ? {} : { setup: await readText(values.setup) }),
        ...(input === undefined ? {} : { input }),
      });
      if (!result.ok) return showFailure(result.error, [...sources, { path: '', text: values.main }], io);
      const output = outputAs(result.value.output, result.value.type, form as OutputForm);
      if (typeof output === 'string') io.out(output);
      else process.stdout.write(output);
      return 0;
    } finally {
      await workbench.close();
    }
  },
};
