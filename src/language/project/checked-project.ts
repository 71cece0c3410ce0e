import type { Diagnostic, Span } from '../../base';
import type { ModuleScope } from '../names/module-scope';
import type { FunctionParam, FunctionType, Type, TypeParameter } from '../types/type';
import type { Local, TypedExpr } from '../types/typed-tree';

/** One source file, by its path relative to the project root; `''` or `main.lt` for a single-file project. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** For a file of a dependency (specification 1 §13.3): the dependency's name here, and the file's path there. */
  readonly dependency?: { readonly name: string; readonly path: string };
}

/**
 * A project that passed the checker (specification 1 §0). Definitions of the standard library are in the same
 * tables under `std::`. All paths are absolute, segments joined by `::`.
 */
export interface CheckedProject {
  readonly sources: readonly SourceFile[];
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly values: ReadonlyMap<string, ValueDefinition>;
  /**
   * The resolution order of this project's own definitions (specification 3 B3): strongly connected type
   * groups first, dependencies first, then the values, one a group.
   */
  readonly order: readonly (readonly string[])[];
  /** Root annotations, for example `runner` with its text argument (specification 1 §3.6). */
  readonly annotations: readonly CheckedAnnotation[];
  /** Hints of ours: unused names, missing arms (specification 7 §4.4). Never errors. */
  readonly hints: readonly Diagnostic[];
  /** Declarations of annotations, those of the standard library included. */
  readonly annotationDefinitions: ReadonlyMap<string, AnnotationDefinition>;
  /** The root module with everything reachable by name; `std` is one of its members. */
  readonly root: ModuleScope;
  /** `Local.id`s in this project and the library it was checked with are below this. */
  readonly localCount: number;
}

export interface AnnotationDefinition {
  readonly path: string;
  readonly params: readonly FunctionParam[];
  readonly doc?: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface TypeDefinition {
  readonly path: string;
  readonly kind: 'alias' | 'frame';
  /** What the alias stands for, or the carrier of the frame. */
  readonly type: Type;
  /** `type Date(days_epoch: Int32)` */
  readonly label?: string;
  readonly doc?: string;
  readonly annotations: readonly CheckedAnnotation[];
  readonly nameSpan: Span;
  readonly span: Span;
}

export type ValueDefinition = {
  readonly path: string;
  readonly typeParams: readonly TypeParameter[];
  readonly doc?: string;
  readonly annotations: readonly CheckedAnnotation[];
  readonly nameSpan: Span;
  readonly span: Span;
} & (
  | { readonly kind: 'const'; readonly type: Type; readonly value: TypedExpr }
  | {
      readonly kind: 'func';
      readonly type: FunctionType;
      readonly params: readonly Local[];
      readonly body: TypedExpr;
    }
  /** Implemented by the runner; its external id is `path`. */
  | { readonly kind: 'external'; readonly type: FunctionType }
);

export interface CheckedAnnotation {
  /** Absolute path of the `anno`. */
  readonly path: string;
  readonly args: readonly TypedExpr[];
}

/** A program: an expression of the root module, ready to be lowered (specification 1 §10). */
export interface Entry {
  readonly expr: TypedExpr;
  readonly input: Type;
  readonly output: Type;
}
