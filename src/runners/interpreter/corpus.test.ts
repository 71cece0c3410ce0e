import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../cli/corpus-file';
import { checkEntry, checkProject } from '../../language';
import { compileToIr, containedProgram, permittedExternals, toBytecode } from '../../program';
import { SessionError } from '../../routing';
import { stdSources } from '../../std';
import { formatOf, print, schema } from '../../value';
import { createInterpreterSession } from './index';

const std = checkProject(stdSources, { isStd: true }).project!;

async function run(text: string): Promise<string> {
  const { project, diagnostics } = checkProject([{ path: '', text }], { std });
  if (project === undefined) return diagnostics.map((diagnostic) => diagnostic.message).join('\n');
  const ir = compileToIr(project, checkEntry(project).entry!, permittedExternals('bytecode-lt', []));
  if (!ir.ok) return ir.error.map((diagnostic) => diagnostic.message).join('\n');
  const session = createInterpreterSession();
  const program = containedProgram.encode({
    kind: 'bytecode_lt',
    value: toBytecode(ir.value.program).program,
  });
  try {
    const id = await session.prepare(program, schema.programType.encode(ir.value.type));
    const output = await session.execute(id, new Uint8Array());
    const format = formatOf(ir.value.type.output, ir.value.type.defs);
    const printed = format.ok ? print(output, format.value) : format;
    return printed.ok ? printed.value : printed.error.message;
  } catch (thrown) {
    if (thrown instanceof SessionError) return thrown.message;
    throw thrown;
  }
}

describe('programs on the interpreter', () => {
  const cases = readCorpus(readFileSync(new URL('./interpreter.corpus.txt', import.meta.url), 'utf8'));
  test.each(cases)('$name', async ({ program, expected }) => {
    expect(await run(program)).toBe(expected);
  });
});
