import { stat, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { printType, type Type } from '../language';
import { bindData } from './bind-data';
import { type Command, UsageError } from './command';
import { showFailure } from './failure';
import { folderFiles } from './folder-files';
import { readInput } from './input-file';
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
  --input-file FILE    the input as a file: .ld (bytes), .ltd (bytes with their type) or .parquet
  --data NAME=FILE     fill the parameter NAME with the rows of a CSV file; may be repeated
  --dep [NAME=]PATH    a project that this one uses as the module NAME; may be repeated
  --setup FILE.sql     SQL run first on the empty database
  --files DIR          the folder that std::fs reads and writes, by default the program's
  --output FILE        write the result to a file; its ending says the form where --as does not
  --as FORM            lt (default), json, hex, csv, table, ld (bytes), ltd (bytes with their type) or parquet`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runner: { type: 'string' },
        main: { type: 'string', default: 'main' },
        input: { type: 'string' },
        'input-file': { type: 'string' },
        data: { type: 'string', multiple: true, default: [] },
        dep: { type: 'string', multiple: true, default: [] },
        setup: { type: 'string' },
        files: { type: 'string' },
        output: { type: 'string' },
        as: { type: 'string' },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('one file or folder is wanted');
    const form = outputForm(values.as, values.output);
    const inputs = [values.input, values['input-file'], values.data[0]];
    if (inputs.filter((given) => given !== undefined).length > 1) {
      throw new UsageError('--input and --input-file give the whole input, so nothing else can');
    }
    const sources = await readProject(path, values.dep);
    const program = { sources, entry: values.main };
    const runner = values.runner === undefined ? {} : { runner: values.runner };
    const workbench = await Workbench.open(folderFiles(values.files ?? (await folderOf(path))));
    try {
      let input: Uint8Array | undefined;
      if (values.input !== undefined) {
        const literal = await workbench.input(program, values.input);
        if (!literal.ok)
          return showFailure(literal.error, [...sources, { path: '', text: values.input }], io);
        input = literal.value;
      } else if (values['input-file'] !== undefined) {
        const plan = workbench.compile(program, runner);
        const read = plan.ok ? await readInput(values['input-file'], plan.value.programType) : plan;
        if (!read.ok) return showFailure(read.error, sources, io);
        input = read.value;
      } else if (values.data.length > 0) {
        const bound = await bindData(workbench, program, values.data, io);
        if (!bound.ok) return showFailure(bound.error, sources, io);
        input = bound.value;
      } else {
        const checked = workbench.check(program);
        if (checked.ok) requireNoInput(checked.value.entry.input);
      }
      const result = await workbench.run(program, {
        ...runner,
        ...(values.setup === undefined ? {} : { setup: await readText(values.setup) }),
        ...(input === undefined ? {} : { input }),
      });
      if (!result.ok) return showFailure(result.error, [...sources, { path: '', text: values.main }], io);
      const output = await outputAs(result.value.output, result.value.type, form);
      if (values.output !== undefined) await writeFile(values.output, output);
      else if (typeof output === 'string') io.out(output);
      else process.stdout.write(output);
      return 0;
    } finally {
      await workbench.close();
    }
  },
};

function requireNoInput(type: Type): void {
  if (type.kind === 'tuple' && type.fields.length === 0) return;
  throw new UsageError(`the program takes ${printType(type)}; --input, --input-file or --data give it`);
}

/** The form asked for, else the one that the ending of the output's file names, else source (specification 3 N). */
function outputForm(asked: string | undefined, file: string | undefined): OutputForm {
  const form = outputForms.find((candidate) => candidate === (asked ?? extname(file ?? '').slice(1)));
  if (form === undefined && asked !== undefined) throw new UsageError(`--as takes ${outputForms.join(', ')}`);
  return form ?? 'lt';
}

/** The folder of a program: itself, or where its file is. */
async function folderOf(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? path : dirname(path);
}
