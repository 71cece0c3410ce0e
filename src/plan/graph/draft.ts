import type { Effect, Span } from '../../base';
import type { Local, Type, TypedExpr } from '../../language';
import type { NodeKind, NodeMode, Payload } from './node';

/**
 * A node while the graph is being made, with the code that works it out. `template` mentions the values of other
 * nodes by their `local`; all of those are in `needs`.
 */
export interface Draft {
  readonly kind: NodeKind;
  readonly mode: NodeMode;
  readonly type: Type;
  readonly span: Span | null;
  readonly display: string;
  readonly payload: Payload;
  readonly effect: Effect;
  readonly scope: Scope;
  readonly name: string | null;
  /** Stands for this node's value in other templates. */
  readonly local: Local;
  /** Null when the value cannot be worked out on its own (a name that a pattern binds). */
  readonly template: TypedExpr | null;
  /** The nodes whose values the template mentions. */
  readonly needs: readonly Draft[];
  readonly inputs: readonly DraftEdge[];
  /** What decides whether this node is evaluated; null on the unconditional path. */
  readonly region: Region | null;
  /** Written as plain data in the program: may be folded into any stage (STG-2). */
  readonly folded: boolean;
}

export interface DraftEdge {
  readonly from: Draft;
  readonly port: string;
  readonly displayOnly: boolean;
}

/** The inside of a node that it evaluates only if it needs to. `owner` is set once that node is made. */
export interface Region {
  owner: Draft | null;
}

/**
 * Where a node stands in the call path. Calls of one name are numbered in the order of the text (NODE-4), so a path
 * is known only when all calls have been met.
 */
export class Scope {
  readonly #parent: Scope | null;
  readonly #name: string;
  /** Where the call stands in its caller. */
  readonly #start: number;
  readonly #calls: Scope[] = [];
  /** Of each call its number among those of its name; null until asked for again. */
  #numbers: ReadonlyMap<Scope, number> | null = null;

  constructor(name: string, parent: Scope | null = null, start = 0) {
    this.#parent = parent;
    this.#name = name;
    this.#start = start;
  }

  /** The scope of a call made here. */
  call(name: string, start: number): Scope {
    const scope = new Scope(name, this, start);
    this.#calls.push(scope);
    this.#numbers = null;
    return scope;
  }

  get path(): readonly string[] {
    return this.#parent ? [...this.#parent.path, this.#parent.#segment(this)] : [encodeName(this.#name)];
  }

  #segment(call: Scope): string {
    this.#numbers ??= this.#numberCalls();
    const number = this.#numbers.get(call)!;
    const segment = encodeName(call.#name);
    return number === 1 ? segment : `${segment}.${number}`;
  }

  #numberCalls(): ReadonlyMap<Scope, number> {
    const numbers = new Map<Scope, number>();
    const met = new Map<string, number>();
    for (const call of [...this.#calls].sort((a, b) => a.#start - b.#start)) {
      const number = (met.get(call.#name) ?? 0) + 1;
      met.set(call.#name, number);
      numbers.set(call, number);
    }
    return numbers;
  }
}

/** Characters outside `A-Z a-z 0-9 _` percent-encoded as UTF-8 (NODE-4). */
export function encodeName(name: string): string {
  let out = '';
  for (const char of name) {
    if (/[A-Za-z0-9_]/.test(char)) out += char;
    else
      for (const byte of new TextEncoder().encode(char))
        out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
