import type { Path, Ty, TyDef } from './ty';

/**
 * Marks the recursive variants of every enum in `defs` (specification 3 B3): a variant whose payload's layout
 * depends on a member of its own group. A group is a strongly connected component of the references between
 * definitions; references inside arrays, enums and functions count for the group, but a layout does not look
 * inside those. Lists already present are replaced. Definitions keep their order.
 */
export function markRecursiveVariants(defs: readonly TyDef[]): readonly TyDef[] {
  const groups = new Map<string, number>();
  for (const [number, group] of referenceGroups(defs).entries()) {
    for (const name of group) groups.set(name, number);
  }
  return defs.map((def) => {
    const group = groups.get(nameOf(def.name));
    return { name: def.name, ty: mark(def.ty, (path) => groups.get(nameOf(path)) === group).ty };
  });
}

interface Marked {
  readonly ty: Ty;
  /** Whether the layout of the type depends on a member of the group. */
  readonly depends: boolean;
}

function mark(ty: Ty, inGroup: (path: Path) => boolean): Marked {
  const { kind } = ty;
  switch (kind.kind) {
    case 'ident':
      return { ty, depends: inGroup(kind.path) };
    case 'tuple': {
      const fields = kind.fields.map((field) => mark(field.ty, inGroup));
      return {
        ty: {
          ...ty,
          kind: {
            kind: 'tuple',
            fields: kind.fields.map((field, index) => ({ ...field, ty: fields[index]!.ty })),
          },
        },
        depends: fields.some((field) => field.depends),
      };
    }
    case 'enum': {
      const payloads = kind.variants.map((variant) => mark(variant.ty, inGroup));
      return {
        ty: {
          ...ty,
          kind: {
            kind: 'enum',
            variants: kind.variants.map((variant, index) => ({ ...variant, ty: payloads[index]!.ty })),
          },
          variantsRecursive: payloads.flatMap((payload, index) => (payload.depends ? [index] : [])),
        },
        depends: false,
      };
    }
    case 'array':
    case 'function':
    case 'primitive':
      return { ty, depends: false };
  }
}

/** Strongly connected components, by Tarjan's algorithm without recursion. */
function referenceGroups(defs: readonly TyDef[]): readonly (readonly string[])[] {
  const references = new Map(
    defs.map((def) => [nameOf(def.name), [...new Set(namesOf(def.ty).map(nameOf))]]),
  );
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const groups: string[][] = [];

  for (const root of references.keys()) {
    if (order.has(root)) continue;
    const visits = [{ name: root, next: 0 }];
    enter(root);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = references.get(visit.name)![visit.next++];
      if (target === undefined) {
        visits.pop();
        leave(visit.name);
        const parent = visits.at(-1);
        if (parent !== undefined) low.set(parent.name, Math.min(low.get(parent.name)!, low.get(visit.name)!));
      } else if (references.has(target) && !order.has(target)) {
        enter(target);
        visits.push({ name: target, next: 0 });
      } else if (onPath.has(target)) {
        low.set(visit.name, Math.min(low.get(visit.name)!, order.get(target)!));
      }
    }
  }
  return groups;

  function enter(name: string): void {
    order.set(name, order.size);
    low.set(name, order.get(name)!);
    path.push(name);
    onPath.add(name);
  }

  function leave(name: string): void {
    if (low.get(name) !== order.get(name)) return;
    const group = path.splice(path.indexOf(name));
    for (const member of group) onPath.delete(member);
    groups.push(group);
  }
}

function nameOf(path: Path): string {
  return path.join('\0');
}

/** Every name a type mentions, inside arrays, enums and functions too. */
export function namesOf({ kind }: Ty): readonly Path[] {
  switch (kind.kind) {
    case 'ident':
      return [kind.path];
    case 'tuple':
      return kind.fields.flatMap((field) => namesOf(field.ty));
    case 'enum':
      return kind.variants.flatMap((variant) => namesOf(variant.ty));
    case 'array':
      return namesOf(kind.item);
    case 'function':
      return [...kind.params, kind.body].flatMap(namesOf);
    case 'primitive':
      return [];
  }
}
