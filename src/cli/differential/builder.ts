import type { Expression } from './expression';
import type { FloatMode } from './literal';
import type { Random } from './random';
import type { Type } from './type';

/** A name, or a path into one, that an expression may use. */
export interface Binding {
  readonly text: string;
  readonly type: Type;
}

export type Parts = readonly (string | Expression)[];

/** What an operation may use to make its arguments; their sizes share what is left of the program's size. */
export interface Builder {
  readonly random: Random;
  readonly mode: FloatMode;
  /** A random type, small enough for an argument. */
  type(depth?: number): Type;
  /** A type that can be a sort key. */
  orderedType(): Type;
  /** A type whose values may be compared in this mode. */
  comparableType(): Type;
  expression(type: Type): Expression;
  /** `func (a: A, b: B) -> body`, with the parameters in scope. */
  lambda(parameters: readonly Type[], result: Type): Parts;
  /** `build` makes an expression with one more name in scope. */
  binding(type: Type, build: (name: string, builder: Builder) => Parts): Parts;
}

/** One way to make a value of some types. */
export interface Operation {
  readonly name: string;
  readonly weight: number;
  accepts(type: Type): boolean;
  make(builder: Builder, type: Type): Parts;
}
