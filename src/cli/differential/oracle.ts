import { renderDiagnostics } from '../../language';
import { hex, printed } from '../output';
import type { Workbench } from '../workbench';
import { source } from './expression';
import type { Program } from './generator';
import { declarations, typeText } from './type';

export const runners = ['interpreter', 'duckdb', 'pglite'] as const;
type Runner = (typeof runners)[number];

/** What one runner made of a program. */
export type Outcome =
  | { readonly kind: 'value'; readonly bytes: string; readonly text: string }
  | { readonly kind: 'failure'; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string };

/** The source of a program with its parameters bound by `let`, or left open for an input. */
export function programText(program: Program, open: boolean): string {
  const { parameters, body } = program;
  if (open) {
    const head = parameters.map(({ name, type }) => `${name}: ${typeText(type)}`).join(', ');
    return `${declarations()}func main(${head}) -> ${source(body)}\n`;
  }
  const lets = parameters.map(({ name, value }) => `let ${name} = ${source(value)}; `).join('');
  return `${declarations()}func main() -> (${lets}${source(body)})\n`;
}

/** The input of an open program as a literal; undefined without parameters. */
export function inputText({ parameters }: Program): string | undefined {
  const values = parameters.map(({ value }) => source(value));
  if (values.length === 0) return undefined;
  return values.length === 1 ? values[0] : `{${values.join(', ')}}`;
}

export async function outcome(
  workbench: Workbench,
  program: Program,
  runner: Runner,
  open: boolean,
): Promise<Outcome> {
  const sources = [{ path: '', text: programText(program, open) }];
  const literal = open ? inputText(program) : undefined;
  try {
    let input: Uint8Array | undefined;
    if (literal !== undefined) {
      const encoded = await workbench.input({ sources }, literal);
      if (!encoded.ok) return { kind: 'refused', text: `input: ${JSON.stringify(encoded.error)}` };
      input = encoded.value;
    }
    const result = await workbench.run({ sources }, { runner, ...(input === undefined ? {} : { input }) });
    if (result.ok) {
      const { output, type } = result.value;
      return { kind: 'value', bytes: hex(output), text: printed(output, type) };
    }
    if (result.error.kind === 'error') return { kind: 'failure', text: result.error.error.message };
    return { kind: 'refused', text: renderDiagnostics(result.error.diagnostics, sources) };
  } catch (problem) {
    return { kind: 'failure', text: `fault: ${problem instanceof Error ? problem.stack : String(problem)}` };
  }
}

/** Failures that every runner reports alike (specification 2 §12.2). */
const commonFailure =
  /^error: (?:integer overflow|division by zero|negative exponent|date out of range|unknown time zone ".*")$/;

/** DuckDB stumbles over some constants while it plans a statement that would fail anyhow. */
const engineFault = /^duckdb stopped: INTERNAL Error: Information loss on integer cast/;

/** Failures of PostgreSQL alone that the specification permits (2 §14.3, 3, 8 and 11). */
const permittedOnPostgres =
  /^value out of range: (?:overflow|underflow)|^error: date out of range$|which PostgreSQL cannot express|zero raised to a negative power|a negative number raised to a non-integer power/;

/**
 * How a runner's outcome contradicts the interpreter's; undefined when it does not. Failures may be missed by a
 * database and, with several in a program, may be others.
 */
export function contradiction(runner: Runner, meaning: Outcome, found: Outcome): string | undefined {
  if (meaning.kind === 'refused' || !(meaning.kind === 'value' || commonFailure.test(meaning.text)))
    return `the interpreter: ${meaning.text}`;
  if (found.kind === 'value') {
    if (meaning.kind === 'failure' || found.bytes === meaning.bytes) return undefined;
    return `${runner} gives\n${found.text}\nbut it is\n${meaning.text}`;
  }
  if (runner === 'pglite' && permittedOnPostgres.test(found.text)) return undefined;
  if (meaning.kind === 'failure' && (commonFailure.test(found.text) || engineFault.test(found.text)))
    return undefined;
  return `${runner} fails with\n${found.text}\nbut it is\n${meaning.text}`;
}

/** The first contradiction among the runners, of the program with its values inside and then with inputs. */
export async function judge(workbench: Workbench, program: Program): Promise<string | undefined> {
  const meaning = await outcome(workbench, program, 'interpreter', false);
  const forms = program.parameters.length > 0 ? [false, true] : [false];
  for (const open of forms) {
    for (const runner of runners) {
      if (runner === 'interpreter' && !open) {
        const own = contradiction(runner, meaning, meaning);
        if (own !== undefined) return own;
        continue;
      }
      const found = await outcome(workbench, program, runner, open);
      const problem = contradiction(runner, meaning, found);
      if (problem !== undefined) return open ? `with inputs, ${problem}` : problem;
    }
  }
  return undefined;
}
