import type { Effect } from '../../base';
import type { CheckedProject, TypedExpr, ValueDefinition } from '../../language';
import { isRead, isReducer, isWindow, isWrite, operationOf } from './operation';
import { someChild, someInside } from './uses';

/** What the derivation asks about definitions, each answered once. */
export class ProjectFacts {
  readonly project: CheckedProject;
  readonly #relational = new Map<string, boolean>();
  readonly #effects = new Map<string, Effect>();
  readonly #windows = new Map<string, boolean>();
  readonly #reducers = new Map<string, boolean>();

  constructor(project: CheckedProject) {
    this.project = project;
  }

  definition(path: string): ValueDefinition | undefined {
    return this.project.values.get(path);
  }

  /** Whether working out the definition itself takes a step of the graph. */
  isRelational(path: string): boolean {
    return this.#once(this.#relational, path, false, (body) => this.#hasStep(body));
  }

  /** Whether a window function is used anywhere inside. */
  usesWindow(e: TypedExpr): boolean {
    return this.#mentions(e, this.#windows, isWindow);
  }

  usesReducer(e: TypedExpr): boolean {
    return this.#mentions(e, this.#reducers, isReducer);
  }

  /** The most that evaluating `e` may do to the world (NODE-10). */
  effectOf(e: TypedExpr): Effect {
    let effect: Effect = 'pure';
    someInside(e, (x) => {
      if (x.kind === 'global') effect = strongest(effect, this.#effectOfGlobal(x.path));
      return effect === 'writes';
    });
    return effect;
  }

  #effectOfGlobal(path: string): Effect {
    if (isWrite(path)) return 'writes';
    if (isRead(path)) return 'reads';
    const known = this.#effects.get(path);
    if (known) return known;
    this.#effects.set(path, 'pure');
    const body = bodyOf(this.definition(path));
    const effect = body ? this.effectOf(body) : 'pure';
    this.#effects.set(path, effect);
    return effect;
  }

  #mentions(e: TypedExpr, memo: Map<string, boolean>, test: (path: string) => boolean): boolean {
    return someInside(
      e,
      (x) =>
        x.kind === 'global' &&
        (test(x.path) ||
          (!x.path.startsWith('std::') &&
            this.#once(memo, x.path, false, (body) => this.#mentions(body, memo, test)))),
    );
  }

  #hasStep(e: TypedExpr): boolean {
    if (e.kind === 'function') return false;
    if (e.kind === 'global') return this.#constantIsRelational(e.path);
    if (e.kind === 'call' && e.callee.kind === 'global') {
      const path = e.callee.path;
      if (operationOf(path) || (!path.startsWith('std::') && this.isRelational(path))) return true;
      return e.args.some((arg) => this.#hasStep(arg.value));
    }
    return someChild(e, (child) => this.#hasStep(child));
  }

  #constantIsRelational(path: string): boolean {
    return this.definition(path)?.kind === 'const' && !path.startsWith('std::') && this.isRelational(path);
  }

  #once(
    memo: Map<string, boolean>,
    path: string,
    start: boolean,
    ask: (body: TypedExpr) => boolean,
  ): boolean {
    const known = memo.get(path);
    if (known !== undefined) return known;
    memo.set(path, start);
    const body = bodyOf(this.definition(path));
    const answer = body ? ask(body) : start;
    memo.set(path, answer);
    return answer;
  }
}

function bodyOf(definition: ValueDefinition | undefined): TypedExpr | null {
  if (definition?.kind === 'func') return definition.body;
  return definition?.kind === 'const' ? definition.value : null;
}

export function strongest(a: Effect, b: Effect): Effect {
  if (a === 'writes' || b === 'writes') return 'writes';
  return a === 'reads' || b === 'reads' ? 'reads' : 'pure';
}

/** Whether `e` is written out as plain data: no names, no calls but a minus before a number. */
export function isData(e: TypedExpr): boolean {
  switch (e.kind) {
    case 'literal':
      return true;
    case 'tuple':
      return e.fields.every((f) => isData(f.value));
    case 'array':
      return e.items.every(isData);
    case 'variant':
      return !e.payload || isData(e.payload);
    case 'frame':
      return isData(e.value);
    case 'call':
      return (
        e.callee.kind === 'global' &&
        e.callee.path === 'std::ops::neg' &&
        e.args.length === 1 &&
        e.args[0]!.value.kind === 'literal'
      );
    default:
      return false;
  }
}
