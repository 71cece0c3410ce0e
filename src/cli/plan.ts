import { parseArgs } from 'node:util';
import { explain } from '../plan';
import { type Command, UsageError } from './command';
import { showFailure } from './failure';
import { readProject } from './source-tree';
import { Workbench } from './workbench';

const forms = ['text', 'json', 'dot'] as const;

/** `holt plan FILE`: what the program will do, without doing it (specification 5 §6). */
export const plan: Command = {
  name: 'plan',
  summary: 'Explain the plan of a program',
  usage: `Usage: holt plan FILE|DIR [options]

  --as FORM        text (default), json or dot
  --runner NAME    interpreter, duckdb or pglite; chosen by what the program uses when absent
  --main PATH      the program expression, by default main
  --dep [NAME=]PATH  a project that this one uses as the module NAME; may be repeated`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: { type: 'string', default: 'text' },
        runner: { type: 'string' },
        main: { type: 'string', default: 'main' },
        dep: { type: 'string', multiple: true, default: [] },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('one file or folder is wanted');
    const form = forms.find((candidate) => candidate === values.as);
    if (form === undefined) throw new UsageError(`--as takes ${forms.join(', ')}`);
    const sources = await readProject(path, values.dep);
    const workbench = await Workbench.open();
    const compiled = workbench.compile(
      { sources, entry: values.main },
      values.runner === undefined ? {} : { runner: values.runner },
    );
    if (!compiled.ok) return showFailure(compiled.error, [...sources, { path: '', text: values.main }], io);
    const text = explain(compiled.value, form);
    io.out(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  },
};
