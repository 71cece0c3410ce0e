import type { Span } from '../../base';
import type { Definition, ModuleBody } from '../syntax';
import { isLibrary, type LanguageSnapshot } from './snapshot';

export type OutlineKind = 'module' | 'type' | 'function' | 'constant' | 'annotation' | 'field' | 'variant';

/** An entry of the outline (EDT-5, EDT-16). */
export interface DocumentSymbol {
  readonly name: string;
  readonly kind: OutlineKind;
  /** Signature or type on one line. */
  readonly detail?: string;
  /** The name. */
  readonly span: Span;
  /** All of it, doc comments included. */
  readonly extent: Span;
  readonly children: readonly DocumentSymbol[];
}

/** The definitions of a file, as they are nested. */
export function documentSymbols(snapshot: LanguageSnapshot, file: string): readonly DocumentSymbol[] {
  const body = snapshot.file(file)?.file.body;
  return body ? symbolsOf(snapshot, body, snapshot.modulePathOf(file).join('::')) : [];
}

function symbolsOf(snapshot: LanguageSnapshot, body: ModuleBody, module: string): DocumentSymbol[] {
  return body.definitions.flatMap((definition) => symbolOf(snapshot, definition, module) ?? []);
}

function symbolOf(
  snapshot: LanguageSnapshot,
  definition: Definition,
  module: string,
): DocumentSymbol | undefined {
  if (definition.kind === 'import' || definition.name.name === '') return undefined;
  const { name, span } = definition.name;
  const path = module === '' ? name : `${module}::${name}`;
  const base = { name, span, extent: definition.span };
  switch (definition.kind) {
    case 'module':
      return { ...base, kind: 'module', children: symbolsOf(snapshot, definition.body, path) };
    case 'type':
      return { ...base, kind: 'type', detail: detailOf(snapshot, path), children: parts(definition) };
    case 'const':
      return { ...base, kind: 'constant', detail: detailOf(snapshot, path), children: [] };
    case 'func':
    case 'external':
      return { ...base, kind: 'function', detail: detailOf(snapshot, path), children: [] };
    case 'anno':
      return { ...base, kind: 'annotation', detail: detailOf(snapshot, path), children: [] };
  }
}

function detailOf(snapshot: LanguageSnapshot, path: string): string | undefined {
  return snapshot.signature(path)?.split('\n')[0];
}

/** Fields and variants of a type. */
function parts({ type }: Extract<Definition, { kind: 'type' }>): DocumentSymbol[] {
  const leaf = (kind: OutlineKind, name: { name: string; span: Span }, extent: Span): DocumentSymbol => ({
    name: name.name,
    kind,
    span: name.span,
    extent,
    children: [],
  });
  if (type.kind === 'tuple') {
    return type.fields.flatMap((field) => (field.name ? [leaf('field', field.name, field.span)] : []));
  }
  if (type.kind === 'enum')
    return type.variants.map((variant) => leaf('variant', variant.name, variant.span));
  return [];
}

/** A definition that was looked for by name. */
export interface ProjectSymbol {
  readonly name: string;
  /** Its module, empty for the root. */
  readonly module: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  readonly library: boolean;
}

/** At most this many answers: more are no help. */
const maxFound = 100;

/**
 * The definitions of the project, then those of the standard library, whose names hold the letters of `query` in
 * its order, whatever their case; names that begin with it come first (EDT-16).
 */
export function projectSymbols(snapshot: LanguageSnapshot, query: string): readonly ProjectSymbol[] {
  const wanted = query.toLowerCase();
  const found: { symbol: ProjectSymbol; rank: number }[] = [];
  const { types, values, annotations } = snapshot.tolerant.definitions;
  const consider = (path: string, kind: OutlineKind, span: Span): void => {
    const segments = path.split('::');
    const name = segments.at(-1) ?? path;
    if (name === '' || !hasLetters(name.toLowerCase(), wanted)) return;
    const library = isLibrary(path);
    const begins = name.toLowerCase().startsWith(wanted);
    const symbol = { name, module: segments.slice(0, -1).join('::'), kind, span, library };
    found.push({ symbol, rank: (library ? 2 : 0) + (begins ? 0 : 1) });
  };
  for (const { path, nameSpan } of types.values()) consider(path, 'type', nameSpan);
  for (const { path, kind, nameSpan } of values.values()) {
    consider(path, kind === 'const' ? 'constant' : 'function', nameSpan);
  }
  for (const { path, nameSpan } of annotations.values()) consider(path, 'annotation', nameSpan);
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxFound)
    .map(({ symbol }) => symbol);
}

function hasLetters(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
