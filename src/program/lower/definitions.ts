import type { Span } from '../../base';
import type { CheckedProject, ValueDefinition } from '../../language';
import type { Ty } from '../../value';
import type { Expr } from '../ir';
import type { Make } from './make';

/** One definition with its type arguments (or one generated function), and the binding it will have. */
export interface Instance {
  readonly key: string;
  readonly id: number;
  readonly ty: Ty;
  /** Absent for generated functions. */
  readonly definition?: ValueDefinition;
  readonly typeArgs: readonly Ty[];
  /** Who asked for it first; absent when the program expression did. */
  readonly parent?: Instance;
  /** Where the text of the person first led to it: the place of mistakes found inside libraries. */
  readonly origin: Span;
  readonly uses: Set<Instance>;
  value?: Expr;
}

/**
 * The definitions that a program refers to, each once per set of type arguments (specification 3 D7), in the
 * order of first reference.
 */
export class Definitions {
  private readonly project: CheckedProject;
  private readonly make: Make;
  private readonly instances = new Map<string, Instance>();

  constructor(project: CheckedProject, make: Make) {
    this.project = project;
    this.make = make;
  }

  definition(path: string): ValueDefinition {
    const definition = this.project.values.get(path);
    if (definition === undefined) throw new Error(`no definition of value ${path}`);
    return definition;
  }

  /** The instance under `key`; `isNew` tells that its value has still to be lowered. */
  request(
    key: string,
    ty: Ty,
    definition: ValueDefinition | undefined,
    typeArgs: readonly Ty[],
    parent: Instance | undefined,
    origin: Span,
  ): { instance: Instance; isNew: boolean } {
    let instance = this.instances.get(key);
    const isNew = instance === undefined;
    if (instance === undefined) {
      instance = {
        key,
        id: this.make.bindingId(),
        ty,
        definition,
        typeArgs,
        parent,
        origin,
        uses: new Set(),
      };
      this.instances.set(key, instance);
    }
    parent?.uses.add(instance);
    return { instance, isNew };
  }

  /** Whether the chain of requests that led to `parent` goes through the definition already. */
  isReentrant(path: string, parent: Instance | undefined): boolean {
    for (let at = parent; at; at = at.parent) if (at.definition?.path === path) return true;
    return false;
  }

  /** All instances, each after those it uses; or an instance that uses itself in a circle. */
  ordered(): Instance[] | { circle: Instance } {
    const order: Instance[] = [];
    const state = new Map<Instance, 'open' | 'done'>();
    for (const root of this.instances.values()) {
      const stack = state.has(root) ? [] : [{ instance: root, rest: root.uses.values() }];
      if (stack.length > 0) state.set(root, 'open');
      while (stack.length > 0) {
        const top = stack[stack.length - 1]!;
        const next = top.rest.next();
        if (next.done) {
          state.set(top.instance, 'done');
          order.push(top.instance);
          stack.pop();
        } else if (state.get(next.value) === 'open') {
          return { circle: next.value };
        } else if (!state.has(next.value)) {
          state.set(next.value, 'open');
          stack.push({ instance: next.value, rest: next.value.uses.values() });
        }
      }
    }
    return order;
  }
}
