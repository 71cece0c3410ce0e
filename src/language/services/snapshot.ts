import type { Span } from '../../base';
import type { ModuleScope, Reference } from '../names/module-scope';
import type { Module } from '../names/module-tree';
import { type CheckOutcome, ProjectChecker } from '../project/check-project';
import { checkTolerantly, type TolerantCheck, type TypedNode } from '../project/check-tolerantly';
import type {
  AnnotationDefinition,
  CheckedProject,
  SourceFile,
  TypeDefinition,
  ValueDefinition,
} from '../project/checked-project';
import { modulePathOf } from '../project/module-path';
import { signatureOf } from '../project/signature';
import { type DefinitionOf, type Expr, type ParsedFile, parseFile, type Token } from '../syntax';
import { Region } from '../types/region';
import { fieldsOf } from '../types/tuple-fields';
import type { Type } from '../types/type';
import type { Local } from '../types/typed-tree';

/** Signatures by definition: those of the standard library are the same in all snapshots. */
const signatures = new WeakMap<object, string>();

/** What has a name that the text can mention. */
export type Target = Reference['target'];

/**
 * One state of a project's text and everything the editor's questions are answered from. Both checks are made
 * when they are first needed, once each; the text never changes.
 */
export class LanguageSnapshot {
  #check: CheckOutcome | undefined;
  #tolerant: TolerantCheck | undefined;
  #index: TypedIndex | undefined;
  #references: Map<string, Reference[]> | undefined;

  /** `checker` has checked earlier states of the text; the first question here makes it move on from them. */
  constructor(
    readonly sources: readonly SourceFile[],
    readonly std: CheckedProject,
    private readonly checker = new ProjectChecker({ std }),
  ) {}

  /** What the compiler says. */
  get check(): CheckOutcome {
    this.#check ??= this.checker.check(this.sources);
    return this.#check;
  }

  /** What can be told although the text may be wrong (EDT-9). */
  get tolerant(): TolerantCheck {
    this.#tolerant ??= checkTolerantly(this.sources, this.std, ({ path, text }) => {
      const known = this.checker.file(path);
      return known?.file.text === text ? known : parseFile(path, text);
    });
    return this.#tolerant;
  }

  file(path: string): ParsedFile | undefined {
    return this.tolerant.files.get(path);
  }

  /** The text at a span; of the standard library when `library` is set. */
  textAt(span: Span, library = false): string {
    const source = (library ? this.std.sources : this.sources).find(({ path }) => path === span.file);
    return source?.text.slice(span.start, span.end) ?? '';
  }

  /** The type of an expression of the text; undefined where nothing is known of it at all. */
  typeOf(expr: Expr): Type | undefined {
    const inner = withoutBrackets(expr);
    return this.#typed.expressions.get(keyOf(inner.extent))?.type;
  }

  /** The typed node of the expression with this extent. */
  typedAt(extent: Span): TypedNode | undefined {
    return this.#typed.expressions.get(keyOf(extent));
  }

  /** The parameter, `let` or pattern name that is introduced at this span. */
  localAt(span: Span): Local | undefined {
    return this.#typed.locals.get(keyOf(span));
  }

  /** The type of what the pattern at this span is held against. */
  patternType(span: Span): Type | undefined {
    return this.#typed.patterns.get(keyOf(span))?.type;
  }

  /** What the path at this span stands for. */
  targetAt(span: Span): Target | undefined {
    return this.#referencesByPlace.get(keyOf(span))?.at(-1)?.target;
  }

  value(path: string): ValueDefinition | undefined {
    return this.tolerant.definitions.values.get(path);
  }

  type(path: string): TypeDefinition | undefined {
    return this.tolerant.definitions.types.get(path);
  }

  annotation(path: string): AnnotationDefinition | undefined {
    return this.tolerant.definitions.annotations.get(path);
  }

  /** The signature of a definition (specification 1 §11.5). */
  signature(path: string): string | undefined {
    const { types, values, annotations } = this.tolerant.definitions;
    const definition = types.get(path) ?? values.get(path) ?? annotations.get(path);
    if (!definition) return undefined;
    let printed = signatures.get(definition);
    if (printed === undefined) {
      const { sources } = isLibrary(path) ? this.std : this;
      printed = signatureOf({ types, values, annotationDefinitions: annotations, sources }, path) ?? '';
      signatures.set(definition, printed);
    }
    return printed;
  }

  /** The written form of a definition of the project. */
  syntaxOf(path: string): DefinitionOf<'type' | 'external' | 'func' | 'const' | 'anno'> | undefined {
    return this.tolerant.owners.get(path)?.node.syntax;
  }

  /** The module with this absolute path. */
  module(path: string): ModuleScope | undefined {
    const segments = path === '' ? [] : path.split('::');
    let at: ModuleScope | undefined = this.tolerant.root;
    for (const segment of segments) {
      const member: ReturnType<ModuleScope['members']['get']> = at?.members.get(segment);
      at = member?.kind === 'module' ? member.module : undefined;
    }
    return at;
  }

  /** The module that a file's text belongs to, as segments. */
  modulePathOf(file: string): readonly string[] {
    return modulePathOf(file, this.sources);
  }

  /** All modules of the project, outer ones first; the standard library is not among them. */
  modules(): ModuleScope[] {
    const all: Module[] = [];
    const visit = (module: Module): void => {
      all.push(module);
      for (const child of module.children) visit(child);
    };
    visit(this.tolerant.root as Module);
    return all;
  }

  /** A type looked at as it is: aliases replaced by what they stand for. */
  expand(type: Type): Type {
    return this.tolerant.definitions.expand(type);
  }

  /** The fields of a tuple type with spreads and comprehensions expanded; nothing for other types. */
  fieldsOf(type: Type): readonly { readonly name?: string; readonly type: Type }[] | undefined {
    return fieldsOf(new Region(this.tolerant.definitions, []), type);
  }

  get #typed(): TypedIndex {
    this.#index ??= indexOf(this.tolerant.nodes);
    return this.#index;
  }

  get #referencesByPlace(): Map<string, Reference[]> {
    if (!this.#references) {
      this.#references = new Map();
      for (const reference of this.tolerant.references) {
        const key = keyOf(reference.span);
        const there = this.#references.get(key);
        if (there) there.push(reference);
        else this.#references.set(key, [reference]);
      }
    }
    return this.#references;
  }
}

interface TypedIndex {
  readonly expressions: Map<string, TypedNode>;
  readonly locals: Map<string, Local>;
  readonly patterns: Map<string, TypedNode>;
}

/** Of nodes with one extent the outermost stays: it is the one the person wrote. */
function indexOf(nodes: readonly TypedNode[]): TypedIndex {
  const index: TypedIndex = { expressions: new Map(), locals: new Map(), patterns: new Map() };
  for (const node of nodes) {
    if (node.extent) index.expressions.set(keyOf(node.extent), node);
    else if ('id' in node) index.locals.set(keyOf((node as Local).span), node as Local);
    else if (node.span) index.patterns.set(keyOf(node.span), node);
  }
  return index;
}

function keyOf({ file, start, end }: Span): string {
  return `${start}:${end}:${file}`;
}

/** Whether a path is one of the standard library's. */
export function isLibrary(path: string): boolean {
  return path === 'std' || path.startsWith('std::');
}

/** The expression without parentheses and unary pluses, which leave no trace in the typed tree. */
export function withoutBrackets(expr: Expr): Expr {
  let at = expr;
  for (;;) {
    if (at.kind === 'paren') at = at.inner;
    else if (at.kind === 'unary' && at.operator === '+') at = at.operand;
    else return at;
  }
}

/** The position of the first token that ends after `offset`; at last that of the end of input. */
export function tokenIndexAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
