import type { Span } from '../../base';
import type { Definition, Expr, Ident, ImportPart, ModuleBody, PathNode, Pattern, TypeNode } from '../syntax';
import type { Type } from '../types/type';
import { type LanguageSnapshot, withoutBrackets } from './snapshot';
import { nodesOf, type SyntaxNode, walkSyntax } from './syntax-node';

/** What a word of the text stands for. Two words mean the same when their symbols have the same key. */
export type Meaning =
  | { readonly kind: 'module' | 'type' | 'value' | 'annotation'; readonly path: string }
  /** A parameter, `let`, pattern name or type parameter, by the place that introduces it. */
  | { readonly kind: 'local'; readonly declared: Span }
  /** A field or variant; `declared` is its name in a type or tuple, where that can be told. */
  | { readonly kind: 'field' | 'variant'; readonly declared?: Span; readonly type?: Type }
  /** A label of a function's parameter. */
  | { readonly kind: 'label'; readonly path: string; readonly label: string; readonly declared?: Span };

/** A word of the text with what it stands for. */
export interface Occurrence {
  readonly name: string;
  /** The identifier alone. */
  readonly span: Span;
  readonly meaning: Meaning;
  /** Whether the word introduces what it stands for. */
  readonly declares: boolean;
  /** The field of a tuple that takes its name from the word (specification 1 §6.3): all of its value. */
  readonly lends?: Span;
}

/** The same for two words that stand for the same thing; undefined when that cannot be told. */
export function meaningKey(meaning: Meaning): string | undefined {
  switch (meaning.kind) {
    case 'local':
      return placeKey(meaning.declared);
    case 'field':
    case 'variant':
      return meaning.declared && placeKey(meaning.declared);
    case 'label':
      return `${meaning.path}(${meaning.label})`;
    default:
      return `${meaning.kind} ${meaning.path}`;
  }
}

function placeKey({ file, start }: Span): string {
  return `@${start}:${file}`;
}

const perSnapshot = new WeakMap<LanguageSnapshot, Map<string, readonly Occurrence[]>>();

/** All words of a file that stand for something, in the order of the text. */
export function occurrencesIn(snapshot: LanguageSnapshot, path: string): readonly Occurrence[] {
  let files = perSnapshot.get(snapshot);
  if (!files) {
    files = new Map();
    perSnapshot.set(snapshot, files);
  }
  let found = files.get(path);
  if (!found) {
    found = new Collector(snapshot, path).collect();
    files.set(path, found);
  }
  return found;
}

/** The word at an offset; its end counts as inside. */
export function occurrenceAt(
  snapshot: LanguageSnapshot,
  path: string,
  offset: number,
): Occurrence | undefined {
  const all = occurrencesIn(snapshot, path).filter(({ span }) => span.start <= offset && offset <= span.end);
  return all.find(({ span }) => offset < span.end) ?? all[0];
}

/** All words of the project that stand for the meaning. */
export function occurrencesOf(snapshot: LanguageSnapshot, meaning: Meaning): Occurrence[] {
  const key = meaningKey(meaning);
  if (key === undefined) return [];
  return snapshot.sources.flatMap(({ path }) =>
    occurrencesIn(snapshot, path).filter((occurrence) => meaningKey(occurrence.meaning) === key),
  );
}

class Collector {
  private readonly found: Occurrence[] = [];
  /** Paths of the modules around, innermost last. */
  private readonly modules: string[];
  /** Expressions that stand for an unnamed field of a tuple. */
  private readonly lending = new Set<Expr>();
  private readonly firstBinders = new Map<Pattern, Span>();

  constructor(
    private readonly snapshot: LanguageSnapshot,
    private readonly path: string,
  ) {
    this.modules = [snapshot.modulePathOf(path).join('::')];
  }

  collect(): readonly Occurrence[] {
    const file = this.snapshot.file(this.path)?.file;
    if (file) this.visitAll(nodesOf(file.body));
    return this.found.sort((a, b) => a.span.start - b.span.start);
  }

  private visitAll(nodes: readonly SyntaxNode[]): void {
    for (const node of nodes) {
      if (node.is === 'definition' && node.node.kind === 'module') this.moduleBody(node.node);
      else walkSyntax([node], (at) => this.visit(at));
    }
  }

  private moduleBody(definition: Extract<Definition, { kind: 'module' }>): void {
    const path = this.pathOf(definition.name.name);
    this.add(definition.name, { kind: 'module', path }, true);
    for (const annotation of definition.annotations) {
      walkSyntax([{ is: 'annotation', node: annotation }], (at) => this.visit(at));
    }
    this.modules.push(path);
    this.visitAll(nodesOf(definition.body));
    this.modules.pop();
  }

  private add(ident: Ident, meaning: Meaning, declares: boolean, lends?: Span): void {
    if (ident.span.end === ident.span.start) return;
    const { name, span } = ident;
    this.found.push(lends ? { name, span, meaning, declares, lends } : { name, span, meaning, declares });
  }

  private pathOf(name: string): string {
    const module = this.modules.at(-1)!;
    return module === '' ? name : `${module}::${name}`;
  }

  private visit(at: SyntaxNode): void {
    switch (at.is) {
      case 'definition':
        this.definition(at.node);
        break;
      case 'expr':
        this.expression(at.node);
        break;
      case 'field': {
        const { name, value, spread } = at.node;
        if (name) this.add(name, { kind: 'field', declared: name.span }, true);
        if (!name && !spread) this.lending.add(withoutBrackets(value));
        break;
      }
      case 'pattern':
        this.pattern(at.node);
        break;
      case 'param':
        this.add(at.node.name, { kind: 'local', declared: at.node.name.span }, true);
        break;
      case 'type':
        this.type(at.node);
        break;
      case 'type field':
        if (at.node.name) {
          this.add(at.node.name, { kind: 'field', declared: at.node.name.span }, true);
        }
        break;
      case 'variant':
        this.add(at.node.name, { kind: 'variant', declared: at.node.name.span }, true);
        break;
      case 'where':
        this.add(at.node.name, { kind: 'local', declared: at.node.name.span }, true);
        break;
    }
  }

  private definition(definition: Definition): void {
    if (definition.kind === 'module') return;
    if (definition.kind === 'import') {
      this.importPart(definition.part, []);
      return;
    }
    const path = this.pathOf(definition.name.name);
    const kind = definition.kind === 'type' ? 'type' : definition.kind === 'anno' ? 'annotation' : 'value';
    this.add(definition.name, { kind, path }, true);
    if (definition.kind === 'type') {
      if (definition.frame?.label) {
        const { label } = definition.frame;
        this.add(label, { kind: 'field', declared: label.span }, true);
      }
      return;
    }
    if (definition.kind === 'const') return;
    for (const { label } of definition.params) {
      if (label) this.add(label, { kind: 'label', path, label: label.name, declared: label.span }, true);
    }
  }

  /** Segments before the last are modules; the last is what the reference says. */
  private segments(path: PathNode, lends?: Span): void {
    const target = this.snapshot.targetAt(path.span);
    const last = path.segments.length - 1;
    path.segments.forEach((segment, i) => {
      if (i < last) this.moduleSegment(path.segments.slice(0, i + 1), segment);
      else if (target?.kind === 'local')
        this.add(segment, { kind: 'local', declared: target.span }, false, lends);
      else if (target) this.add(segment, target, false, lends);
    });
  }

  private moduleSegment(path: readonly Ident[], segment: Ident): void {
    const { walker, root } = this.snapshot.tolerant;
    const module = this.snapshot.module(this.modules.at(-1)!) ?? root;
    const found = walker.resolve(module, path);
    if (found.ok && found.member.kind === 'module') {
      this.add(segment, { kind: 'module', path: found.member.module.path }, false);
    }
  }

  private importPart(part: ImportPart, prefix: readonly Ident[]): void {
    const all = [...prefix, ...part.path.segments];
    const own = part.path.segments;
    const end = part.parts || part.star ? own.length : own.length - 1;
    for (let i = 0; i < end; i++) this.moduleSegment(all.slice(0, prefix.length + i + 1), own[i]!);
    for (const inner of part.parts ?? []) this.importPart(inner, all);
    if (part.parts || part.star) return;
    const last = own.at(-1)!;
    const target = this.snapshot.targetAt(last.span);
    if (!target || target.kind === 'local') return;
    this.add(last, target, false);
    if (part.alias) this.add(part.alias, target, false);
  }

  private expression(expr: Expr): void {
    const lends = this.lending.has(expr) ? expr.extent : undefined;
    switch (expr.kind) {
      case 'path':
        this.segments(expr.path, lends);
        break;
      case 'call':
        this.segments(expr.callee);
        this.labels(expr);
        break;
      case 'let':
        this.add(expr.name, { kind: 'local', declared: expr.name.span }, true);
        break;
      case 'lookup':
        if (expr.field.kind === 'name') {
          const base = this.snapshot.typeOf(expr.base);
          this.add(expr.field.name, fieldMeaning(this.snapshot, base, expr.field.name.name), false, lends);
        }
        break;
      case 'variant':
        this.add(expr.name, this.variantMeaning(this.snapshot.typeOf(expr), expr.name.name), false);
        break;
      case 'fstring':
        for (const piece of expr.pieces) if (piece.kind === 'hole') this.hole(piece);
        break;
    }
  }

  private hole(piece: { readonly head: Ident; readonly fields: readonly { readonly name: Ident }[] }): void {
    const { head, fields } = piece;
    this.segments({ segments: [head], span: head.span });
    let end = head.span.end;
    for (const { name: field } of fields) {
      const base = this.snapshot.typedAt({ ...head.span, end })?.type;
      this.add(field, fieldMeaning(this.snapshot, base, field.name), false);
      end = field.span.end;
    }
  }

  private labels(call: Extract<Expr, { kind: 'call' }>): void {
    const target = this.snapshot.targetAt(call.callee.span);
    if (!target || target.kind === 'local' || target.kind === 'module') return;
    const syntax = this.snapshot.syntaxOf(target.path);
    for (const { label } of call.args) {
      if (!label) continue;
      let declared: Span | undefined;
      if (syntax?.kind === 'type') declared = syntax.frame?.label?.span;
      else if (syntax && syntax.kind !== 'const') {
        declared = syntax.params.find((param) => param.label?.name === label.name)?.label?.span;
      }
      const meaning: Meaning =
        target.kind === 'type'
          ? { kind: 'field', declared }
          : { kind: 'label', path: target.path, label: label.name, declared };
      this.add(label, meaning, false);
    }
  }

  private pattern(pattern: Pattern): void {
    if (pattern.kind === 'variant') {
      const type = this.snapshot.patternType(pattern.span);
      this.add(pattern.name, this.variantMeaning(type, pattern.name.name), false);
    } else if (pattern.kind === 'bind') {
      const declared = this.firstBinders.get(pattern) ?? pattern.name.span;
      this.add(pattern.name, { kind: 'local', declared }, declared === pattern.name.span);
    } else if (pattern.kind === 'or') {
      this.alternatives(pattern);
    }
  }

  /** Later alternatives of a pattern bind the names of the first once more. */
  private alternatives(pattern: Pattern): void {
    const first = new Map<string, Span>();
    const visit = (inner: Pattern): void => {
      if (inner.kind === 'variant' && inner.payload) visit(inner.payload);
      if (inner.kind === 'or') inner.alternatives.forEach(visit);
      if (inner.kind !== 'bind' || this.firstBinders.has(inner)) return;
      const { name, span } = inner.name;
      if (!first.has(name)) first.set(name, span);
      this.firstBinders.set(inner, first.get(name)!);
    };
    visit(pattern);
  }

  private type(node: TypeNode): void {
    if (node.kind === 'path') {
      this.segments({ ...node.path, span: node.span });
    } else if (node.kind === 'comprehension') {
      this.add(node.variable, { kind: 'local', declared: node.variable.span }, true);
      this.add(node.field, { kind: 'field', declared: node.field.span }, true);
      if (node.bodyName) this.add(node.bodyName, { kind: 'field', declared: node.field.span }, false);
    }
  }

  private variantMeaning(type: Type | undefined, name: string): Meaning {
    const inner = type && this.snapshot.expand(type);
    const variant = inner?.kind === 'enum' ? inner.variants.find((one) => one.name === name) : undefined;
    if (!type || !inner || !variant) return { kind: 'variant' };
    const declared = declaredAt(this.snapshot, inner.from, name);
    return { kind: 'variant', declared, type };
  }
}

/** What a field of a value of this type stands for. */
export function fieldMeaning(snapshot: LanguageSnapshot, base: Type | undefined, name: string): Meaning {
  if (!base) return { kind: 'field' };
  const frame = snapshot.tolerant.definitions.frame(base);
  const inner = snapshot.expand(base);
  if (frame && inner.kind === 'named') {
    const syntax = snapshot.syntaxOf(inner.path);
    const declared = syntax?.kind === 'type' ? syntax.frame?.label?.span : undefined;
    return { kind: 'field', declared, type: frame.carrier };
  }
  const field = snapshot.fieldsOf(base)?.find((one) => one.name === name);
  if (!field) return { kind: 'field' };
  const declared = inner.kind === 'tuple' ? declaredAt(snapshot, inner.from, name) : undefined;
  return { kind: 'field', declared, type: field.type };
}

const declarations = new WeakMap<LanguageSnapshot, Map<string, Span>>();

/** The name of a field or variant in the tuple or enum type that was written at this place. */
function declaredAt(snapshot: LanguageSnapshot, from: Span | undefined, name: string): Span | undefined {
  if (!from) return undefined;
  let names = declarations.get(snapshot);
  if (!names) {
    names = new Map();
    for (const { path } of snapshot.sources) {
      const body = snapshot.file(path)?.file.body;
      if (body) collectDeclarations(body, names);
    }
    declarations.set(snapshot, names);
  }
  return names.get(declarationKey(from, name));
}

function declarationKey({ file, start, end }: Span, name: string): string {
  return `${start}:${end}:${name}:${file}`;
}

function collectDeclarations(body: ModuleBody, names: Map<string, Span>): void {
  walkSyntax(nodesOf(body), (at) => {
    if (at.is !== 'type' || (at.node.kind !== 'tuple' && at.node.kind !== 'enum')) return;
    const parts = at.node.kind === 'tuple' ? at.node.fields : at.node.variants;
    for (const { name } of parts) {
      // The first of a name wins, as in lookups.
      const key = name && declarationKey(at.node.span, name.name);
      if (name && key && !names.has(key)) names.set(key, name.span);
    }
  });
}
