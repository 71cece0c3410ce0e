import type { ModuleScope, ScopeMember } from '../names/module-scope';
import type { CheckedProject, SourceFile } from './checked-project';

/*
 * A checked project as text, so that it can be made when the product is built and read when it starts.
 *
 * The text is JSON: `shapes`, lists of names of properties, and `nodes`, one for each object. A node is a list that
 * begins with its shape and goes on with the values of the properties, of the items, or of keys and values by turns.
 * Another object is a negative number, `-1` for the first node; what is undefined is null.
 */

/** The first shapes are no lists of names. */
const arrayShape = 0;
const mapShape = 1;
const firstShape = 2;

type Stored = string | number | boolean | null;

interface StoredGraph {
  readonly shapes: readonly (readonly string[])[];
  readonly nodes: readonly (readonly Stored[])[];
}

/** What is stored of a project: its texts are known where it is read. */
type Kept = Omit<CheckedProject, 'sources'>;

/** The project as text. Only for projects without numbers below zero and without big ones, such as the library. */
export function storeProject(project: CheckedProject): string {
  const { sources: _, ...rest } = project;
  const kept: Kept = { ...rest, root: plainScope(project.root, undefined, new Map()) };
  return JSON.stringify(new GraphWriter().write(kept));
}

/** The project that was stored; `sources` are the texts it was made from. */
export function readStoredProject(text: string, sources: readonly SourceFile[]): CheckedProject {
  const graph: StoredGraph = JSON.parse(text);
  return { ...(readGraph(graph) as Kept), sources };
}

/** The scope without what only name resolution needs: the syntax trees of everything in it. */
function plainScope(
  scope: ModuleScope,
  parent: ModuleScope | undefined,
  known: Map<ModuleScope, ModuleScope>,
): ModuleScope {
  const made = known.get(scope);
  if (made) return made;
  const members = new Map<string, ScopeMember>();
  const starMembers = new Map<string, ScopeMember>();
  const { path, doc, nameSpan } = scope;
  const plain: ModuleScope = { path, parent, doc, nameSpan, members, starMembers };
  known.set(scope, plain);
  for (const [from, to] of [
    [scope.members, members],
    [scope.starMembers, starMembers],
  ] as const) {
    for (const [name, member] of from) {
      if (member.kind !== 'module') to.set(name, member);
      else {
        const above = member.module.parent && plainScope(member.module.parent, undefined, known);
        to.set(name, { kind: 'module', module: plainScope(member.module, above, known) });
      }
    }
  }
  return plain;
}

class GraphWriter {
  private readonly shapes: string[][] = [];
  private readonly shapeIds = new Map<string, number>();
  private readonly nodes: Stored[][] = [];
  private readonly ids = new Map<object, number>();

  write(root: object): StoredGraph {
    this.object(root);
    return { shapes: this.shapes, nodes: this.nodes };
  }

  private value(value: unknown): Stored {
    switch (typeof value) {
      case 'undefined':
        return null;
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (Number.isSafeInteger(value) && value >= 0) return value;
        break;
      case 'object':
        if (value !== null) return this.object(value);
        break;
    }
    throw new Error(`cannot be stored: ${String(value)}`);
  }

  private object(object: object): number {
    const known = this.ids.get(object);
    if (known !== undefined) return known;
    const node: Stored[] = [];
    const id = -this.nodes.push(node);
    this.ids.set(object, id);
    if (Array.isArray(object)) {
      node.push(arrayShape);
      for (const item of object) node.push(this.value(item));
    } else if (object instanceof Map) {
      node.push(mapShape);
      for (const [key, value] of object) node.push(this.value(key), this.value(value));
    } else {
      node.push(this.shape(Object.keys(object)));
      for (const value of Object.values(object)) node.push(this.value(value));
    }
    return id;
  }

  private shape(names: string[]): number {
    const key = names.join();
    let id = this.shapeIds.get(key);
    if (id === undefined) {
      id = firstShape + this.shapes.push(names) - 1;
      this.shapeIds.set(key, id);
    }
    return id;
  }
}

function readGraph({ shapes, nodes }: StoredGraph): unknown {
  const objects: (unknown[] | Map<unknown, unknown> | Record<string, unknown>)[] = [];
  for (const node of nodes) {
    objects.push(node[0] === arrayShape ? [] : node[0] === mapShape ? new Map() : {});
  }
  const restored = (stored: Stored): unknown => {
    if (stored === null) return undefined;
    return typeof stored === 'number' && stored < 0 ? objects[-stored - 1] : stored;
  };
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const object = objects[at]!;
    if (Array.isArray(object)) {
      for (let i = 1; i < node.length; i++) object.push(restored(node[i]!));
    } else if (object instanceof Map) {
      for (let i = 1; i < node.length; i += 2) object.set(restored(node[i]!), restored(node[i + 1]!));
    } else {
      const names = shapes[(node[0] as number) - firstShape]!;
      for (let i = 0; i < names.length; i++) object[names[i]!] = restored(node[i + 1]!);
    }
  }
  return objects[0];
}
