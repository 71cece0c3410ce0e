import { smaller, source } from './expression';
import type { Program } from './generator';
import { simplestValue } from './literal';

/** The smallest program found, by cutting this one down, that still fails. At most `most` attempts. */
export async function shrink(
  program: Program,
  fails: (candidate: Program) => Promise<boolean>,
  most: number,
): Promise<Program> {
  let best = program;
  let attempts = 0;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of candidates(best)) {
      if (attempts++ >= most) return best;
      if (!(await fails(candidate))) continue;
      best = candidate;
      progress = true;
      break;
    }
  }
  return best;
}

function* candidates(program: Program): Generator<Program> {
  for (const [i, parameter] of program.parameters.entries()) {
    if (!source(program.body).includes(parameter.name))
      yield { ...program, parameters: program.parameters.toSpliced(i, 1) };
  }
  for (const body of smaller(program.body, simplestValue)) yield { ...program, body };
  for (const [i, parameter] of program.parameters.entries()) {
    const value = simplestValue(parameter.type);
    if (source(value).length < source(parameter.value).length)
      yield { ...program, parameters: program.parameters.with(i, { ...parameter, value }) };
  }
}
