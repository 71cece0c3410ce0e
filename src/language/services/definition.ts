import type { Span } from '../../base';
import { sameType } from '../types/substitute';
import type { Type } from '../types/type';
import { type Meaning, type Occurrence, occurrenceAt } from './occurrences';
import { isLibrary, type LanguageSnapshot } from './snapshot';
import { nodesOf, walkSyntax } from './syntax-node';

/** A place in the project, or in the standard library, whose files have names of their own. */
export interface Place {
  readonly span: Span;
  readonly library: boolean;
}

/** Where what the word at the offset stands for is introduced (EDT-16). */
export function definitionAt(snapshot: LanguageSnapshot, file: string, offset: number): Place | undefined {
  const occurrence = occurrenceAt(snapshot, file, offset);
  if (!occurrence) return undefined;
  return placeOf(snapshot, occurrence.meaning) ?? literalField(snapshot, file, occurrence);
}

/** Where the type of the word at the offset is defined (EDT-16): the first name in it that leads somewhere. */
export function typeDefinitionAt(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
): Place | undefined {
  const occurrence = occurrenceAt(snapshot, file, offset);
  const type = occurrence && typeOfMeaning(snapshot, occurrence.meaning);
  const path = type && namedIn(type);
  return path === undefined ? undefined : placeOf(snapshot, { kind: 'type', path });
}

export function placeOf(snapshot: LanguageSnapshot, meaning: Meaning): Place | undefined {
  switch (meaning.kind) {
    case 'local':
      return { span: meaning.declared, library: false };
    case 'field':
    case 'variant':
    case 'label':
      return meaning.declared && { span: meaning.declared, library: false };
    case 'module': {
      const library = isLibrary(meaning.path);
      const span = library ? undefined : snapshot.module(meaning.path)?.nameSpan;
      return span ? { span, library } : undefined;
    }
    default: {
      const { path } = meaning;
      const found = snapshot.value(path) ?? snapshot.type(path) ?? snapshot.annotation(path);
      const span = snapshot.syntaxOf(path)?.name.span ?? found?.nameSpan;
      return span && { span, library: isLibrary(path) };
    }
  }
}

/** The type of the thing, or of what a function returns. */
export function typeOfMeaning(snapshot: LanguageSnapshot, meaning: Meaning): Type | undefined {
  switch (meaning.kind) {
    case 'local':
      return snapshot.localAt(meaning.declared)?.type;
    case 'field':
    case 'variant':
      return meaning.type;
    case 'type':
      return { kind: 'named', path: meaning.path };
    case 'value': {
      const value = snapshot.value(meaning.path);
      return value?.kind === 'const' ? value.type : value?.type.result;
    }
    default:
      return undefined;
  }
}

function namedIn(type: Type): string | undefined {
  switch (type.kind) {
    case 'named':
      return type.path;
    case 'array':
      return namedIn(type.item);
    case 'function':
      return namedIn(type.result);
    case 'enum': {
      const some = type.variants.find(({ name }) => name === 'some');
      return some && namedIn(some.type);
    }
    default:
      return undefined;
  }
}

/** The field of the nearest tuple before this place whose type is the one looked into. */
function literalField(
  snapshot: LanguageSnapshot,
  file: string,
  { name, span }: Occurrence,
): Place | undefined {
  const body = snapshot.file(file)?.file.body;
  if (!body) return undefined;
  let base: Type | undefined;
  const tuples: { type: Type; field: Span }[] = [];
  walkSyntax(nodesOf(body), (at) => {
    if (at.is !== 'expr') return;
    if (
      at.node.kind === 'lookup' &&
      at.node.field.kind === 'name' &&
      at.node.field.name.span.start === span.start
    ) {
      base = snapshot.typeOf(at.node.base);
    }
    if (at.node.kind !== 'tuple' || at.node.extent.start >= span.start) return;
    const type = snapshot.typeOf(at.node);
    const field = at.node.fields.find((one) => one.name?.name === name);
    if (type && field) tuples.push({ type, field: field.name!.span });
  });
  const found = tuples.findLast(({ type }) => base !== undefined && sameType(type, base));
  return found && { span: found.field, library: false };
}
