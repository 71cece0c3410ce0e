import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command';
import { showFailure } from './failure';
import { hex } from './output';
import { readProject } from './source-tree';
import { Workbench } from './workbench';

const forms = ['ir', 'bytecode', 'hex'] as const;

/** `holt program FILE`: what a program is compiled to. */
export const program: Command = {
  name: 'program',
  summary: 'Print what a program is compiled to',
  usage: `Usage: holt program FILE|DIR [--as ir|bytecode|hex] [--main PATH] [--dep [NAME=]PATH]

  --as ir        the intermediate program after inlining (default)
  --as bytecode  the interpreter's program, an expression a line
  --as hex       the bytes of the program container`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: { type: 'string', default: 'ir' },
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
    const views = workbench.views({ sources, entry: values.main });
    if (!views.ok) return showFailure(views.error, [...sources, { path: '', text: values.main }], io);
    const { ir, bytecode, bytes } = views.value;
    const text = { ir, bytecode, hex: hex(bytes) }[form];
    io.out(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  },
};
