import type { Diagnostic, Span } from '../../../base';
import type { Edit } from '../../format';
import type { ModuleScope } from '../../names/module-scope';
import { displayName, type ModuleBody, sourceName } from '../../syntax';
import { moduleAround } from '../caret';
import type { LanguageSnapshot } from '../snapshot';
import { nodesAt } from '../syntax-node';
import { fix, type QuickFix } from './quick-fix';

/** A name that another module has: write its path here, or import it (EDT-22). */
export function importName(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const text = snapshot.textAt(span);
  const name = /^`?([^`:.()\s]+)`?$/.exec(text)?.[1];
  if (name === undefined) return [];
  const here = moduleAround(snapshot, span.file, nodesAt(snapshot.file(span.file)!.file.body, span.start));
  return modulesWith(snapshot, name, here).flatMap((module) => {
    const path = pathTo(module.path, here);
    const full = `${path}::${sourceName(name)}`;
    const insertion = importEdit(snapshot, span, full);
    return [
      fix(`Write \`${full}\``, { span, newText: full }),
      ...(insertion ? [fix(`Import \`${displayName(name)}\` from \`${path}\``, insertion)] : []),
    ];
  });
}

/** A parameter hides a module of the library: begin the path with `std`. */
export function throughStd(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const full = `std::${snapshot.textAt(span)}`;
  return [fix(`Write \`${full}\``, { span, newText: full })];
}

function modulesWith(snapshot: LanguageSnapshot, name: string, here: string): ModuleScope[] {
  const { std } = snapshot.tolerant;
  const library = [...(std?.members.values() ?? [])].flatMap((member) =>
    member.kind === 'module' ? [member.module] : [],
  );
  return [...snapshot.modules(), ...library].filter((module) => {
    const member = module.members.get(name);
    // Only where it is defined: an import of it is a detour.
    return (
      module.path !== here &&
      member &&
      member.kind !== 'module' &&
      member.path === `${module.path === '' ? '' : `${module.path}::`}${name}`
    );
  });
}

/** How a module is called from another one. */
function pathTo(path: string, here: string): string {
  if (path === '') return 'project';
  if (path.startsWith('std::')) return path;
  return here === '' ? path : `project::${path}`;
}

/** A new import among those of the module around, or in front of its first definition. */
export function importEdit(snapshot: LanguageSnapshot, at: Span, path: string): Edit | undefined {
  const { file } = snapshot.file(at.file)!;
  let body: ModuleBody = file.body;
  for (const node of nodesAt(file.body, at.start)) {
    if (node.is === 'definition' && node.node.kind === 'module') body = node.node.body;
  }
  const [first] = body.definitions;
  if (!first) return undefined;
  const last = body.definitions.findLast(({ kind }) => kind === 'import');
  const anchor = (last ?? first).span;
  const line = file.text.lastIndexOf('\n', anchor.start - 1) + 1;
  const indent = /^[ \t]*/.exec(file.text.slice(line, anchor.start))?.[0] ?? '';
  if (last) return { span: { ...anchor, start: anchor.end }, newText: `\n${indent}import ${path}` };
  return { span: { ...anchor, end: anchor.start }, newText: `import ${path}\n\n${indent}` };
}
