import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command';
import { showFailure } from './failure';
import { readText } from './source-tree';
import { Workbench } from './workbench';

/** `holt schema --runner R --setup FILE.sql`: the tables of a database as Lutra source. */
export const schema: Command = {
  name: 'schema',
  summary: 'Print the tables of a database as Lutra source',
  usage: `Usage: holt schema --runner duckdb|pglite --setup FILE.sql`,
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: { runner: { type: 'string' }, setup: { type: 'string' } },
    });
    if (values.runner === undefined || values.setup === undefined) {
      throw new UsageError('a runner and a set-up file are wanted');
    }
    const setup = await readText(values.setup);
    const workbench = await Workbench.open();
    try {
      const text = await workbench.schema(values.runner, setup);
      if (!text.ok) return showFailure(text.error, [], io);
      io.out(text.value);
      return 0;
    } finally {
      await workbench.close();
    }
  },
};
