import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../base';
import {
  bytesInMemory,
  detectDialect,
  detectEncoding,
  fileText,
  loadCsv,
  plainText,
  plansForType,
  previewCsv,
} from '../data';
import { checkProject } from '../language';
import { encode, formatOf, type Ty, type TyDef, type Value } from '../value';
import { CommandError, type Terminal, UsageError } from './command';
import type { Failure, ProgramText, Workbench } from './workbench';

/**
 * The encoded input of a program whose parameters are files: each `name=file.csv` fills the parameter of that name,
 * by the type the program gives it. Rows that do not fit are left out and told on standard error.
 */
export async function bindData(
  workbench: Workbench,
  program: ProgramText,
  bindings: readonly string[],
  io: Terminal,
): Promise<Result<Uint8Array, Failure>> {
  const files = new Map<string, string>();
  for (const binding of bindings) {
    const cut = binding.indexOf('=');
    if (cut <= 0) throw new UsageError(`--data ${binding}: NAME=FILE is wanted`);
    files.set(binding.slice(0, cut), binding.slice(cut + 1));
  }
  const plan = workbench.compile(program, { runner: 'interpreter' });
  if (!plan.ok) return plan;
  const { input, defs } = plan.value.programType;
  const names = parameterNames(workbench, program);
  const unknown = [...files.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`the program has no parameter ${unknown}; it has ${names.join(', ') || 'none'}`);
  const missing = names.find((name) => !files.has(name));
  if (missing !== undefined) throw new UsageError(`the parameter ${missing} has no --data`);
  const types = names.length === 1 ? [input] : tupleFields(input);
  const values: Value[] = [];
  for (const [i, name] of names.entries()) values.push(await readRows(files.get(name)!, types[i]!, defs, io));
  const format = formatOf(input, defs);
  if (!format.ok)
    return fail({
      kind: 'error',
      error: { kind: 'data', code: 'DATA_MISFIT', message: format.error.message },
    });
  const bytes = encode(names.length === 1 ? values[0]! : values, format.value);
  return bytes.ok
    ? ok(bytes.value)
    : fail({ kind: 'error', error: { kind: 'data', code: 'DATA_MISFIT', message: bytes.error.message } });
}

function parameterNames(workbench: Workbench, program: ProgramText): string[] {
  const { project } = checkProject(program.sources, { std: workbench.toolchain.deps.std });
  const main = project?.values.get(program.entry ?? 'main');
  return main?.kind === 'func' ? main.params.map((param) => param.name) : [];
}

function tupleFields(ty: Ty): Ty[] {
  return ty.kind.kind === 'tuple' ? ty.kind.fields.map((field) => field.ty) : [];
}

async function readRows(path: string, ty: Ty, defs: readonly TyDef[], io: Terminal): Promise<Value> {
  const bytes = await readFile(path).catch(() => {
    throw new CommandError(`${path} cannot be read`);
  });
  const file = bytesInMemory(new Uint8Array(bytes));
  const encoding = (await detectEncoding(file))!;
  if (encoding === 'latin1') io.err(`${path}: The file is not valid UTF-8; it was read as Latin-1.\n`);
  const text = fileText(file, encoding);
  const start = await text.lines(0, 1 << 16);
  if (start.trim() === '') throw new CommandError(`${path} is empty`);
  const dialect = detectDialect(start);
  const head = (await previewCsv(plainText(start), { dialect }))!;
  const plans = plansForType(
    ty,
    defs,
    head.columns.map((column) => column.plan.original),
  );
  if (!plans.ok) throw CommandError.from({ ...plans.error, message: `${path}: ${plans.error.message}` });
  const rows: (readonly Value[])[] = [];
  const loaded = (await loadCsv({ text, dialect, header: head.header }, plans.value, (more) => {
    for (const row of more) rows.push(row);
    return true;
  }))!;
  if (loaded.badCount > 0) {
    const listed = loaded.bad.slice(0, 10).map((bad) => `  line ${bad.line}: ${bad.reason}\n`);
    const rest = loaded.badCount > 10 ? `  … and ${loaded.badCount - 10} more\n` : '';
    io.err(
      `${path}: ${loaded.badCount} of ${loaded.badCount + loaded.count} rows were left out\n${listed.join('')}${rest}`,
    );
  }
  return rows;
}
