import type { ModuleScope, ScopeMember } from '../../names/module-scope';
import type { Caret } from '../caret';
import { localNames, moduleOf } from '../scope';

/** Something that needs a path to be mentioned, with the path that works at the caret. */
export interface Importable {
  readonly name: string;
  readonly member: ScopeMember;
}

/**
 * What is not in scope under a name of its own, but can be reached by a path (EDT-6, 5): members of the standard
 * library's modules and of the project's other modules.
 */
export function importable(caret: Caret): Importable[] {
  const { snapshot } = caret;
  const { walker, std, root } = snapshot.tolerant;
  const here = moduleOf(caret);
  const hiding = new Set(localNames(caret).map(({ name }) => name));
  const found: Importable[] = [];
  const add = (module: ModuleScope, prefix: string): void => {
    for (const [name, member] of module.members) {
      if (member.kind === 'module' || pathOf(module, name) !== member.path) continue;
      found.push({ name: `${prefix}::${name}`, member });
    }
  };
  for (const [name, member] of std?.members ?? []) {
    if (member.kind !== 'module') continue;
    // A local or a definition of the same name stands in the way of the short path.
    const short = walker.member(here, name);
    const reachable = short.ok && short.member.kind === 'module' && short.member.module === member.module;
    add(member.module, reachable && !hiding.has(name) ? name : `std::${name}`);
  }
  for (const module of snapshot.modules()) {
    if (module === here) continue;
    if (module === root) add(module, 'project');
    else
      add(
        module,
        here === root && !hiding.has(module.path.split('::')[0]!) ? module.path : `project::${module.path}`,
      );
  }
  return found;
}

function pathOf(module: ModuleScope, name: string): string {
  return module.path === '' ? name : `${module.path}::${name}`;
}
