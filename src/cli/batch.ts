import type { Diagnostic, Span } from '../base';
import { formatFile, lineColumn, printType, type SourceFile } from '../language';
import { explain } from '../plan';
import { type Command, UsageError } from './command';
import { hex, printed } from './output';
import { type Failure, Workbench } from './workbench';

type Answer = Readonly<Record<string, unknown>>;

/** What "source" is called inside: the nameless file is the program's expression. Answers name neither. */
const onlyFile = 'source';

interface Request {
  readonly id: unknown;
  readonly do: 'check' | 'format' | 'run' | 'plan' | 'sql';
  readonly sources: readonly SourceFile[];
  readonly entry: string;
  readonly runner?: string;
  readonly input?: string;
  readonly setup?: string;
}

/** `holt batch`: requests as JSON lines on standard input, answers as JSON lines on standard output, in order. */
export const batch: Command = {
  name: 'batch',
  summary: 'Answer JSON requests, one a line, until the input ends',
  usage: `Usage: holt batch < requests

One JSON object a line: {"id", "do": "check"|"format"|"run"|"plan"|"sql", "source": TEXT or "files": {PATH: TEXT},
"main"?, "runner"?: "interpreter"|"duckdb"|"pglite", "input"?: LITERAL, "setup"?: SQL}. Answers carry the same id and
"ok". A request that is no such object gets an error answer; none ends the process.`,
  async run(args, io) {
    if (args.length > 0) throw new UsageError('batch takes no arguments');
    const workbench = await Workbench.open();
    try {
      for await (const line of io.lines()) {
        if (line.trim() === '') continue;
        io.out(`${JSON.stringify(await answer(workbench, line))}\n`);
      }
    } finally {
      await workbench.close();
    }
    return 0;
  },
};

/** The answer to one line; whatever goes wrong becomes part of it. */
async function answer(workbench: Workbench, line: string): Promise<Answer> {
  const request = readRequest(line);
  if ('problem' in request) return { id: request.id, ...error('BAD_REQUEST', request.problem) };
  try {
    return { id: request.id, ...(await handle(workbench, request)) };
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    return { id: request.id, ...error('INTERNAL', message) };
  }
}

function readRequest(line: string): Request | { readonly problem: string; readonly id: unknown } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return { problem: 'the line is not JSON', id: null };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { problem: 'the line is not a JSON object', id: null };
  const fields = parsed as Record<string, unknown>;
  const id = fields.id ?? null;
  const kinds = ['check', 'format', 'run', 'plan', 'sql'] as const;
  const kind = kinds.find((candidate) => candidate === fields.do);
  if (kind === undefined) return { problem: `"do" is one of ${kinds.join(', ')}`, id };
  const sources = sourcesOf(fields);
  if (sources === undefined) return { problem: '"source" is a text, or "files" maps paths to texts', id };
  for (const key of ['main', 'runner', 'input', 'setup']) {
    if (fields[key] !== undefined && fields[key] !== null && typeof fields[key] !== 'string')
      return { problem: `"${key}" is a text`, id };
  }
  const text = (key: string) => (typeof fields[key] === 'string' ? { [key]: fields[key] } : {});
  return {
    id,
    do: kind,
    sources,
    entry: (fields.main as string | undefined) ?? 'main',
    ...text('runner'),
    ...text('input'),
    ...text('setup'),
  };
}

function sourcesOf(fields: Record<string, unknown>): SourceFile[] | undefined {
  if (typeof fields.source === 'string') return [{ path: onlyFile, text: fields.source }];
  if (typeof fields.files !== 'object' || fields.files === null || Array.isArray(fields.files))
    return undefined;
  const files = Object.entries(fields.files);
  return files.every(([, text]) => typeof text === 'string')
    ? files.map(([path, text]) => ({ path, text: text as string }))
    : undefined;
}

async function handle(workbench: Workbench, request: Request): Promise<Answer> {
  const program = { sources: request.sources, entry: request.entry };
  const texts = [...request.sources, { path: '', text: request.entry }];
  switch (request.do) {
    case 'check': {
      const checked = workbench.check(program);
      if (!checked.ok) return failed(checked.error, texts);
      const { entry, project } = checked.value;
      return {
        ok: true,
        input: printType(entry.input, { paths: 'full' }),
        output: printType(entry.output, { paths: 'full' }),
        diagnostics: project.hints.map((hint) => diagnosticJson(hint, texts)),
      };
    }
    case 'format': {
      const [file] = request.sources;
      if (file === undefined || request.sources.length > 1) return error('BAD_REQUEST', 'one file is wanted');
      const formatted = formatFile(file.path, file.text);
      return formatted.ok
        ? { ok: true, text: formatted.text }
        : failed({ kind: 'diagnostics', diagnostics: formatted.diagnostics }, texts);
    }
    case 'run': {
      let input: Uint8Array | undefined;
      if (request.input !== undefined) {
        const literal = await workbench.input(program, request.input);
        if (!literal.ok)
          return failed(literal.error, [...request.sources, { path: '', text: request.input }]);
        input = literal.value;
      }
      const result = await workbench.run(program, {
        runner: request.runner ?? 'interpreter',
        ...(request.setup === undefined ? {} : { setup: request.setup }),
        ...(input === undefined ? {} : { input }),
      });
      if (!result.ok) return failed(result.error, texts);
      const { output, type, typeText } = result.value;
      return { ok: true, output: printed(output, type), type: typeText, bytes: hex(output) };
    }
    case 'plan': {
      const plan = workbench.compile(program, request.runner === undefined ? {} : { runner: request.runner });
      return plan.ok
        ? { ok: true, plan: JSON.parse(explain(plan.value, 'json')) }
        : failed(plan.error, texts);
    }
    case 'sql': {
      const sql = workbench.sql(program, request.runner ?? 'duckdb');
      return sql.ok ? { ok: true, sql: sql.value } : failed(sql.error, texts);
    }
  }
}

function failed(failure: Failure, texts: readonly SourceFile[]): Answer {
  if (failure.kind === 'diagnostics') {
    const diagnostics = failure.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, texts));
    return {
      ok: false,
      diagnostics,
      error: { code: 'DIAGNOSTICS', message: failure.diagnostics.map((one) => one.message).join('\n') },
    };
  }
  const { span } = failure.error;
  if (span === undefined) return { ok: false, error: failure.error };
  return { ok: false, error: { ...failure.error, span: placeJson(span, texts) } };
}

function error(code: string, message: string): Answer {
  return { ok: false, error: { code, message } };
}

/** With the place of the primary span. */
function diagnosticJson(diagnostic: Diagnostic, texts: readonly SourceFile[]): Answer {
  const { code, severity, message, span, additional } = diagnostic;
  return {
    code,
    severity,
    message,
    ...placeJson(span, texts),
    notes: additional.map((note) => note.message),
  };
}

/** Lines and columns from 1, columns in characters. */
function placeJson({ file, start, end }: Span, texts: readonly SourceFile[]): Answer {
  const text = texts.find((source) => source.path === file)?.text ?? '';
  return {
    file: file === onlyFile ? '' : file,
    start: lineColumn(text, start),
    end: lineColumn(text, end),
  };
}
