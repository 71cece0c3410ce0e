import type { Span } from '../../base';

/**
 * The syntax tree: what the person wrote, nothing resolved (specification 1 §2).
 *
 * Every node has two spans. `span` is the one that diagnostics use (specification 1 §11.6: a lookup covers
 * only `.name`, a pipe only its right side, parentheses vanish). `extent` covers all tokens of the node, the
 * formatter and the editor need it. Where the two agree they are the same object.
 */
export interface Located {
  readonly span: Span;
  readonly extent: Span;
}

/** An identifier; `name` is without backticks. */
export interface Ident {
  readonly name: string;
  readonly span: Span;
}

/** `a::b::c`, at least one segment. */
export interface PathNode {
  readonly segments: readonly Ident[];
  readonly span: Span;
}

// Literals -----------------------------------------------------------------------------------------

export type Literal =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string; readonly raw: boolean; readonly quotes: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** The calendar may not have the date; that is checked when lowering (specification 1 §1.9). */
  | { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'duration'; readonly micros: bigint; readonly fraction: boolean }
  | {
      readonly kind: 'timestamp';
      readonly year: number;
      readonly month: number;
      readonly day: number;
      readonly micros: bigint;
      readonly fraction: boolean;
    };

// Expressions --------------------------------------------------------------------------------------

export type BinaryOperator =
  | '**'
  | '*'
  | '/'
  | '//'
  | '%'
  | '+'
  | '-'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | '~='
  | '??'
  | '&&'
  | '||';
export type UnaryOperator = '-' | '+' | '!';

export type Expr = Located &
  (
    | { readonly kind: 'path'; readonly path: PathNode }
    | { readonly kind: 'literal'; readonly literal: Literal }
    | { readonly kind: 'fstring'; readonly pieces: readonly FStringPiece[]; readonly quotes: number }
    | { readonly kind: 'tuple'; readonly fields: readonly TupleFieldNode[] }
    | { readonly kind: 'array'; readonly items: readonly Expr[] }
    | { readonly kind: 'variant'; readonly name: Ident; readonly payload?: Expr }
    /** `( e )`; its `span` is that of `inner`. A `let` chain is only ever the `inner` of one. */
    | { readonly kind: 'paren'; readonly inner: Expr }
    | { readonly kind: 'let'; readonly name: Ident; readonly value: Expr; readonly body: Expr }
    | {
        readonly kind: 'function';
        readonly params: readonly FuncParam[];
        readonly result?: TypeNode;
        readonly body: Expr;
        /** Written `x -> e`. */
        readonly short: boolean;
      }
    /** The callee is always a path (specification 1 §2.3). */
    | { readonly kind: 'call'; readonly callee: PathNode; readonly args: readonly ArgNode[] }
    | { readonly kind: 'match'; readonly subject: Expr; readonly branches: readonly BranchNode[] }
    | { readonly kind: 'if'; readonly condition: Expr; readonly consequent: Expr; readonly alternative: Expr }
    | { readonly kind: 'lookup'; readonly base: Expr; readonly field: LookupField }
    | { readonly kind: 'index'; readonly base: Expr; readonly index: Expr }
    | { readonly kind: 'ascription'; readonly value: Expr; readonly type: TypeNode }
    | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expr }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expr;
        readonly right: Expr;
      }
    | { readonly kind: 'range'; readonly from?: Expr; readonly to?: Expr }
    | { readonly kind: 'pipe'; readonly left: Expr; readonly right: Expr }
    /** What recovery put where nothing sensible was written; a syntax error has been reported there. */
    | { readonly kind: 'missing' }
  );

export type ExprKind = Expr['kind'];
export type ExprOf<K extends ExprKind> = Extract<Expr, { kind: K }>;

export type LookupField =
  | { readonly kind: 'name'; readonly name: Ident }
  | { readonly kind: 'position'; readonly position: number; readonly span: Span };

export type FStringPiece =
  | { readonly kind: 'text'; readonly value: string; readonly span: Span }
  /** `{head.field.field:format}`; the format is kept and ignored. */
  | {
      readonly kind: 'hole';
      readonly head: Ident;
      readonly fields: readonly HoleField[];
      readonly format?: string;
      readonly span: Span;
    };

/** A field looked up in a hole; its places are those of any other lookup. */
export interface HoleField {
  readonly name: Ident;
  /** The dot and the name. */
  readonly span: Span;
  /** From the head on. */
  readonly extent: Span;
}

export interface TupleFieldNode {
  readonly name?: Ident;
  readonly spread: boolean;
  readonly value: Expr;
  readonly span: Span;
}

export interface ArgNode {
  readonly label?: Ident;
  readonly value: Expr;
  /** Including `label = `. */
  readonly span: Span;
}

export interface BranchNode {
  readonly pattern: Pattern;
  readonly value: Expr;
  readonly span: Span;
}

export type Pattern = { readonly span: Span } & (
  | { readonly kind: 'variant'; readonly name: Ident; readonly payload?: Pattern }
  | { readonly kind: 'bind'; readonly name: Ident }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'or'; readonly alternatives: readonly Pattern[] }
);

/** A parameter of a `func` or of a lambda: `const? label? name (: type)? (= default)?`. */
export interface FuncParam {
  readonly const: boolean;
  readonly label?: Ident;
  readonly name: Ident;
  readonly type?: TypeNode;
  readonly default?: Expr;
  readonly span: Span;
}

// Types --------------------------------------------------------------------------------------------

export type TypeNode = Located &
  (
    | { readonly kind: 'primitive'; readonly width: 8 | 16 | 32 | 64 }
    | { readonly kind: 'path'; readonly path: PathNode }
    | { readonly kind: 'function'; readonly params: readonly TypeParamDecl[]; readonly result: TypeNode }
    | { readonly kind: 'tuple'; readonly fields: readonly TypeFieldNode[] }
    /** `{for field: variable in source do (bodyName:)? body}` */
    | {
        readonly kind: 'comprehension';
        readonly field: Ident;
        readonly variable: Ident;
        readonly source: TypeNode;
        readonly bodyName?: Ident;
        readonly body: TypeNode;
      }
    | { readonly kind: 'array'; readonly item: TypeNode }
    | { readonly kind: 'enum'; readonly variants: readonly VariantNode[] }
    | { readonly kind: 'option'; readonly inner: TypeNode }
    | { readonly kind: 'missing' }
  );

/** A parameter of an external, an annotation or a function type: `const? (label:)? type (= default)?`. */
export interface TypeParamDecl {
  readonly const: boolean;
  readonly label?: Ident;
  readonly type: TypeNode;
  readonly default?: Expr;
  readonly span: Span;
}

export interface TypeFieldNode {
  readonly name?: Ident;
  readonly type: TypeNode;
  readonly span: Span;
}

export interface VariantNode {
  readonly name: Ident;
  readonly payload?: TypeNode;
  readonly span: Span;
}

/** One `T: domain` of a `where` clause. */
export interface WhereParam {
  readonly name: Ident;
  readonly domain?: DomainNode;
  readonly span: Span;
}

export type DomainNode = { readonly span: Span } & (
  | { readonly kind: 'tuple'; readonly fields: readonly TypeFieldNode[] }
  | { readonly kind: 'oneOf'; readonly alternatives: readonly TypeNode[] }
);

// Definitions --------------------------------------------------------------------------------------

export interface DocNode {
  /** The lines without their markers, joined by newlines. */
  readonly text: string;
  readonly span: Span;
}

/** `@expr` or `@!expr`; the span is the expression's (specification 1 §11.6). */
export interface AnnotationNode {
  readonly value: Expr;
  readonly span: Span;
}

interface DefinitionBase {
  readonly doc?: DocNode;
  readonly annotations: readonly AnnotationNode[];
  /** From the first doc comment or annotation to the end. */
  readonly span: Span;
}

export type Definition = DefinitionBase &
  (
    | { readonly kind: 'module'; readonly name: Ident; readonly body: ModuleBody }
    | {
        readonly kind: 'type';
        readonly name: Ident;
        readonly type: TypeNode;
        readonly frame?: { readonly label?: Ident };
      }
    | { readonly kind: 'import'; readonly part: ImportPart }
    | {
        readonly kind: 'external';
        readonly name: Ident;
        readonly params: readonly TypeParamDecl[];
        readonly result: TypeNode;
        readonly where: readonly WhereParam[];
      }
    | {
        readonly kind: 'func';
        readonly name: Ident;
        readonly params: readonly FuncParam[];
        readonly result?: TypeNode;
        readonly where: readonly WhereParam[];
        readonly body: Expr;
      }
    | { readonly kind: 'const'; readonly name: Ident; readonly type?: TypeNode; readonly value: Expr }
    | { readonly kind: 'anno'; readonly name: Ident; readonly params: readonly TypeParamDecl[] }
  );

export type DefinitionKind = Definition['kind'];
export type DefinitionOf<K extends DefinitionKind> = Extract<Definition, { kind: K }>;

export interface ImportPart {
  readonly path: PathNode;
  readonly alias?: Ident;
  readonly star: boolean;
  /** `path::(a, b)`; then neither alias nor star is set. */
  readonly parts?: readonly ImportPart[];
  readonly span: Span;
}

export interface ModuleBody {
  /** Each run of `#!` lines. */
  readonly selfDocs: readonly DocNode[];
  readonly selfAnnotations: readonly AnnotationNode[];
  readonly definitions: readonly Definition[];
  readonly span: Span;
}

export interface FileTree {
  readonly path: string;
  readonly text: string;
  readonly submodule: boolean;
  readonly body: ModuleBody;
}
