import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../cli/corpus-file';
import { checkEntry, checkProject } from '../../language';
import { createInterpreterSession } from '../../runners/interpreter';
import { stdSources } from '../../std';
import { formatOf, print, schema } from '../../value';
import { toBytecode } from '../bytecode/to-bytecode';
import { programType } from '../compile';
import { containedProgram } from '../container';
import type { Program } from '../ir';
import { layOut } from '../layout';
import { lower } from '../lower/lower';
import { validate } from '../validate';
import { inline } from './inline';

const std = checkProject(stdSources, { isStd: true }).project!;

function lowered(source: string): Program {
  const { project, diagnostics } = checkProject([{ path: '', text: source }], { std });
  if (!project) throw new Error(`${diagnostics[0]!.message}\n${source}`);
  const outcome = checkEntry(project);
  if (!outcome.entry) throw new Error(`${outcome.diagnostics[0]!.message}\n${source}`);
  const program = lower(project, outcome.entry);
  if (!program.ok) throw new Error(program.error[0]!.message);
  return program.value;
}

/** What the interpreter makes of a program, printed; a failure is its message. */
async function meaning(program: Program): Promise<string> {
  expect(validate(program)).toEqual([]);
  const laidOut = layOut(program);
  if (!laidOut.ok) throw new Error(laidOut.error.message);
  const type = programType(laidOut.value);
  const value = toBytecode(laidOut.value).program;
  const session = createInterpreterSession();
  try {
    const id = await session.prepare(
      containedProgram.encode({ kind: 'bytecode_lt', value }),
      schema.programType.encode(type),
    );
    const output = await session.execute(id, new Uint8Array());
    const format = formatOf(type.output, type.defs);
    const printed = format.ok ? print(output, format.value) : format;
    return printed.ok ? printed.value : printed.error.message;
  } catch (failure) {
    return (failure as Error).message;
  }
}

function inlined(program: Program): Program {
  const result = inline(program);
  if (!result.ok) throw new Error(result.error[0]!.message);
  return result.value;
}

describe('the worked examples mean the same before and after inlining (property P.7)', () => {
  const folder = new URL('../../../e2e/corpus/', import.meta.url);
  const programs = readdirSync(folder).flatMap((file) =>
    readCorpus(readFileSync(new URL(file, folder), 'utf8'))
      .filter(({ input }) => input === undefined)
      .map(({ name, program, expected, expectedOn }) => ({
        name: `${file} ${name}`,
        source: program,
        result: expectedOn.get('interpreter') ?? expected,
      }))
      .filter(({ result }) => !result.startsWith('refused: ')),
  );
  // These show what only inlining gives: what nobody uses is not evaluated, nor what only an untaken part uses.
  const lazy = new Set([
    'evaluation.txt E1',
    'options.txt O7',
    'language-features.txt unused failure',
    'untaken-parts.txt untaken-1',
  ]);

  test.each(programs)('$name', async ({ name, source, result }) => {
    const program = lowered(source);
    expect(await meaning(inlined(program))).toBe(result);
    if (!lazy.has(name)) expect(await meaning(program)).toBe(result);
  });
});

/** Types of the random programs, as they are written. */
type Kind = 'Int64' | 'Bool' | 'Text' | '{Int64, Text}' | '[Int64]' | 'Int64?';
const kinds: readonly Kind[] = ['Int64', 'Bool', 'Text', '{Int64, Text}', '[Int64]', 'Int64?'];

const library = `func twice(f: func (T): T, x: T): T where T -> f(f(x))
func pair(x: A, y: B): {A, B} where A, B -> {x, y}
func shared(x: T): {T, T} where T -> {x, x}
const numbers: [Int64] = [3, 1, 2]
`;

/** Writes a random expression of a type; every choice is drawn from `draw`, the names in scope from `scope`. */
class Writer {
  private names = 0;

  constructor(private readonly draw: (max: number) => number) {}

  expr(kind: Kind, depth: number, scope: readonly { name: string; kind: Kind }[]): string {
    const local = scope.filter((entry) => entry.kind === kind);
    if (local.length > 0 && (depth <= 0 || this.draw(3) === 0)) return local[this.draw(local.length)]!.name;
    if (depth <= 0) return this.leaf(kind);
    const of = (inner: Kind, names = scope): string => this.expr(inner, depth - 1, names);
    const name = `v${this.names++}`;
    const other = kinds[this.draw(kinds.length)]!;
    const lambda = (param: Kind): string =>
      `func (${name}: ${param}) -> ${of(kind, [...scope, { name, kind: param }])}`;
    switch (this.draw(9)) {
      case 0:
        return `(let ${name} = ${of(other)}; ${of(kind, [...scope, { name, kind: other }])})`;
      case 1:
        return `(if ${of('Bool')} then ${of(kind)} else ${of(kind)})`;
      case 2:
        return `(match ${of('Int64?')} { .some(${name}) => ${of(kind, [...scope, { name, kind: 'Int64' }])}, .none => ${of(kind)} })`;
      case 3:
        return `twice(${lambda(kind)}, ${of(kind)})`;
      case 4:
        return `(let ${name}f = ${lambda(other)}; ${name}f(${of(other)}))`;
      case 5:
        return `(shared(${of(kind)}).1)`;
      default:
        return this.own(kind, of, scope, name);
    }
  }

  private own(
    kind: Kind,
    of: (inner: Kind, names?: readonly { name: string; kind: Kind }[]) => string,
    scope: readonly { name: string; kind: Kind }[],
    name: string,
  ): string {
    const item = [...scope, { name, kind: 'Int64' as const }];
    switch (kind) {
      case 'Int64':
        return [
          `(${of('Int64')} % 7 + 1)`,
          `(${of('{Int64, Text}')}.0)`,
          `count(${of('[Int64]')})`,
          `(sum(${of('[Int64]')}) % 50)`,
          `(${of('Int64?')} ?? ${of('Int64')})`,
        ][this.draw(5)]!;
      case 'Bool': {
        const compared = kinds[this.draw(kinds.length)]!;
        const operator = ['==', '<', '>=', '!='][this.draw(4)]!;
        return `(${of(compared)} ${operator} ${of(compared)})`;
      }
      case 'Text':
        return `text::concat(${of('Text')}, ${of('Text')})`;
      case '{Int64, Text}':
        return `pair(${of('Int64')}, ${of('Text')})`;
      case '[Int64]':
        return `(${of('[Int64]')} | map(func (${name}: Int64) -> ${of('Int64', item)}))`;
      case 'Int64?':
        return `index(${of('[Int64]')}, ${of('Int64')} - 2)`;
    }
  }

  private leaf(kind: Kind): string {
    const leaves: Record<Kind, readonly string[]> = {
      Int64: ['(5: Int64)', '(0: Int64)', 'numbers[1]'],
      Bool: ['true', 'false'],
      Text: ['"a"', '""', '"zz"'],
      '{Int64, Text}': ['({1, "x"}: {Int64, Text})', '({2, ""}: {Int64, Text})'],
      '[Int64]': ['numbers', '([]: [Int64])', '([4]: [Int64])'],
      'Int64?': ['(.none: Int64?)', '(.some(2): Int64?)'],
    };
    return leaves[kind][this.draw(leaves[kind].length)]!;
  }
}

test('random programs mean the same before and after inlining (property P.7)', async () => {
  const choices = fc.infiniteStream(fc.nat(10_000));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), choices, async (kind, stream) => {
      const writer = new Writer((max) => stream.next().value % max);
      const program = lowered(`${library}func main() -> ${writer.expr(kind, 4, [])}`);
      expect(await meaning(inlined(program))).toBe(await meaning(program));
    }),
    { numRuns: 100 },
  );
});
