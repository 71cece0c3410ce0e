import type { RunnerProfile } from '../base';
import type { RunSpec } from './runner';

/** What every target has (specification 3 part F). */
const always = ['convert', 'ops', 'array', 'option', 'math', 'text', 'date', 'timestamp'].map(
  (name) => `std::${name}`,
);

/** Whether a runner of this profile can run the spec, by the rules every runner shares (ROUT-9). */
export function profileSupports(profile: RunnerProfile, spec: RunSpec): true | { readonly no: string } {
  const { representations, externals, inputBytes, outputBytes } = spec.requirements;
  if (!representations.includes(profile.repr)) {
    return { no: `it takes ${profile.repr}, wanted is ${representations.join(' or ')}` };
  }
  const offered = [...always, ...profile.externals];
  const missing = externals.filter((external) => !offered.some((name) => covers(name, external)));
  if (missing.length > 0)
    return { no: `it does not offer ${missing.map((name) => `\`${name}\``).join(', ')}` };
  const { maxInputBytes, maxOutputBytes } = profile.limits;
  if (exceeds(inputBytes, maxInputBytes)) return { no: `it takes at most ${maxInputBytes} bytes of input` };
  if (exceeds(outputBytes, maxOutputBytes)) return { no: `it gives at most ${maxOutputBytes} bytes` };
  return true;
}

/** A module name covers everything under it. */
function covers(name: string, external: string): boolean {
  return external === name || external.startsWith(`${name}::`);
}

function exceeds(bytes: number | undefined, limit: number | undefined): boolean {
  return bytes !== undefined && limit !== undefined && bytes > limit;
}
