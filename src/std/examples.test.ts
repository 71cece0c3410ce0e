import { describe, expect, test } from 'vitest';
import { checkEntry, checkProject } from '../language';
import { compileToIr, containedProgram, permittedExternals, toBytecode } from '../program';
import { createInterpreterSession } from '../runners/interpreter';
import { formatOf, print, schema } from '../value';
import { stdSources } from './sources';

/** A doc line such as ``Example: `count([1: Int8, 2])` = `2` ``: an expression and its value on one line. */
const EXAMPLE = /^##\s+Example: `(.+)` = `(.+)`$/;

const examples = stdSources.flatMap(({ path, text }) =>
  text.split('\n').flatMap((line) => {
    const [, expression, value] = EXAMPLE.exec(line) ?? [];
    return expression === undefined || value === undefined ? [] : [{ path, expression, value }];
  }),
);

const std = checkProject(stdSources, { isStd: true }).project!;

async function run(expression: string): Promise<string> {
  const { project, diagnostics } = checkProject([{ path: '', text: `func main() -> ${expression}` }], {
    std,
  });
  if (project === undefined) return diagnostics.map((diagnostic) => diagnostic.message).join('\n');
  const { entry } = checkEntry(project);
  const ir = compileToIr(project, entry!, permittedExternals('bytecode-lt', []));
  if (!ir.ok) return ir.error.map((diagnostic) => diagnostic.message).join('\n');
  const session = createInterpreterSession();
  const program = containedProgram.encode({
    kind: 'bytecode_lt',
    value: toBytecode(ir.value.program).program,
  });
  const id = await session.prepare(program, schema.programType.encode(ir.value.type));
  const output = await session.execute(id, new Uint8Array());
  const format = formatOf(ir.value.type.output, ir.value.type.defs);
  const printed = format.ok ? print(output, format.value) : format;
  return printed.ok ? oneLine(printed.value) : printed.error.message;
}

/** The printed value with its items side by side, as examples are written. */
function oneLine(printed: string): string {
  return printed
    .replace(/,\n\s*([\]}])/g, '$1')
    .replace(/([[{])\n\s*/g, '$1')
    .replace(/,\n\s*/g, ', ');
}

describe('examples in the documentation of the standard library', () => {
  test.each(examples)('$path: $expression', async ({ expression, value }) => {
    expect(await run(expression)).toBe(value);
  });

  test('every function has one, but those that need files or a database', () => {
    const lines = stdSources
      .filter(({ path }) => path !== 'fs.lt' && path !== 'sql.lt')
      .flatMap(({ text }) => text.split('\n'));
    const without = lines.flatMap((line, i) => {
      const name = /^(?:external )?func (\w+)/.exec(line)?.[1];
      if (name === undefined) return [];
      let at = i - 1;
      while (lines[at]?.startsWith('##') && !EXAMPLE.test(lines[at]!)) at--;
      return EXAMPLE.test(lines[at] ?? '') ? [] : [name];
    });
    expect(without).toEqual([]);
  });
});
