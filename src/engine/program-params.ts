import { type CheckedProject, printType } from '../language';
import type { ParamView } from './messages';

/** The parameters of `main`, as the inputs form shows them. */
export function programParams(project: CheckedProject): readonly ParamView[] {
  const main = project.values.get('main');
  if (main?.kind !== 'func') return [];
  return main.params.map((param) => ({
    name: param.name,
    type: printType(param.type),
    table: isArray(param.type, project),
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
