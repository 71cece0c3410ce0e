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

/** Where a node stands in the call path; functions opened here are counted by name (NODE-4). */
export class Scope {
  readonly path: readonly string[];
  readonly #calls = new Map<string, number>();

  constructor(path: readonly string[]) {
    this.path = path;
  }

  /** The scope of the next call of a function of that name. */
  call(name: string): Scope {
    const count = (this.#calls.get(name) ?? 0) + 1;
    this.#calls.set(name, count);
    const segment = encodeName(name);
    return new Scope([...this.path, count === 1 ? segment : `${segment}.${count}`]);
  }

  get text(): string {
    return this.path.join('/');
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
