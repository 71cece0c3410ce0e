import { fieldTypeOf } from '../data';
import { type CheckedProject, printType } from '../language';
import type { ProgramType } from '../value';
import type { ParamView } from './messages';
import { paramTy } from './run-inputs';

/** The parameters of the entry, as the inputs form shows them; with the compiled program's type each has its form. */
export function programParams(
  project: CheckedProject,
  entry = 'main',
  type?: ProgramType,
): readonly ParamView[] {
  const main = project.values.get(entry);
  if (main?.kind !== 'func') return [];
  return main.params.map((param, index) => ({
    name: param.name,
    type: printType(param.type),
    table: isArray(param.type, project),
    ...(type === undefined ? {} : { field: fieldTypeOf(paramTy(type, main.params, index), type.defs) }),
  }));
}

function isArray(type: Parameters<typeof printType>[0], project: CheckedProject): boolean {
  let known = type;
  while (known.kind === 'named') {
    const definition = project.types.get(known.path);
    if (definition === undefined) return false;
    known = definition.type;
  }
  return known.kind === 'array';
}
