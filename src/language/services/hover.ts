import type { Span } from '../../base';
import { type Expr, type Literal, sourceName, type Token } from '../syntax';
import { isUnknownType, type Type } from '../types/type';
import { placeOf, typeOfMeaning } from './definition';
import { docOf } from './docs';
import { keywordHelp } from './keyword-help';
import { nameTypes } from './name-types';
import { type Occurrence, occurrenceAt } from './occurrences';
import { printReadable, printShort } from './print-short';
import { type LanguageSnapshot, tokenIndexAt } from './snapshot';
import { nodesAt, type SyntaxNode } from './syntax-node';

export interface Hover {
  /** What the answer is about. */
  readonly range: Span;
  /** Source: a signature, or a name or literal with its type. Large types are cut (EDT-15). */
  readonly signature: string;
  /** The signature with all of its types, where it was cut. */
  readonly expanded?: string;
  readonly doc?: string;
  /** A sentence about where it comes from or why it has this type. */
  readonly note?: string;
  /** On a pipe: the text of the value that flows there, so that its rows can be shown. */
  readonly flows?: Span;
  /** Of a definition of the standard library: its path without `std::`. */
  readonly standard?: string;
}

/** What is known about the text at an offset (EDT-14): names, literals, the value in a pipe, keywords. */
export function hoverAt(snapshot: LanguageSnapshot, file: string, offset: number): Hover | undefined {
  const parsed = snapshot.file(file);
  if (!parsed) return undefined;
  const token = parsed.tokens[tokenIndexAt(parsed.tokens, offset)];
  const occurrence = occurrenceAt(snapshot, file, offset);
  if (occurrence) return hoverName(snapshot, occurrence);
  if (!token || token.start > offset || token.kind === 'end of input') return undefined;
  const range: Span = { file, start: token.start, end: token.end };
  const around = nodesAt(parsed.file.body, token.start);
  return (
    hoverLiteral(snapshot, around, range) ??
    hoverPipe(snapshot, around, token, range) ??
    hoverOperator(snapshot, around, token, range) ??
    hoverKeyword(token, range)
  );
}

function hoverName(snapshot: LanguageSnapshot, occurrence: Occurrence): Hover | undefined {
  const { name, span: range, meaning } = occurrence;
  switch (meaning.kind) {
    case 'local': {
      const local = snapshot.localAt(meaning.declared);
      if (!local) return { range, signature: sourceName(name), note: 'Type parameter.' };
      const words = { param: 'Parameter', let: 'Name of a `let`', pattern: 'Bound by a pattern' };
      return typed(snapshot, `${sourceName(name)}: `, local.type, { range, note: `${words[local.kind]}.` });
    }
    case 'field':
    case 'variant': {
      const type = typeOfMeaning(snapshot, meaning);
      const dot = meaning.kind === 'variant' ? '.' : '';
      const note = meaning.kind === 'variant' ? 'Variant of an enum.' : 'Field.';
      if (!type) return { range, signature: `${dot}${sourceName(name)}`, note };
      return typed(snapshot, `${dot}${sourceName(name)}: `, type, { range, note });
    }
    case 'label':
      return {
        range,
        signature: `${sourceName(name)} =`,
        note: `Labels an argument of \`${meaning.path}\`.`,
      };
    case 'module': {
      const doc = snapshot.module(meaning.path)?.doc;
      return { range, signature: `module ${meaning.path}`, doc };
    }
    default: {
      const signature = snapshot.signature(meaning.path);
      if (signature === undefined) return undefined;
      const place = placeOf(snapshot, meaning);
      const note = place?.library
        ? 'Standard library.'
        : place && `Defined in ${place.span.file || 'this file'}.`;
      const standard = place?.library ? { standard: meaning.path.replace(/^std::/, '') } : {};
      return { range, signature, doc: docOf(snapshot, meaning.path), note, ...standard };
    }
  }
}

function hoverLiteral(
  snapshot: LanguageSnapshot,
  around: readonly SyntaxNode[],
  range: Span,
): Hover | undefined {
  for (const at of [...around].reverse()) {
    if (at.is === 'expr' && at.node.kind === 'literal' && at.node.extent.start === range.start) {
      const type = snapshot.typeOf(at.node);
      if (!type) return undefined;
      const text = snapshot.textAt(at.node.extent);
      return typed(snapshot, `${clip(text)}: `, type, {
        range,
        note: literalNote(at.node.literal, type, around, at.node),
      });
    }
    if (at.is === 'expr' && at.node.kind === 'fstring' && at.node.extent.start === range.start) {
      const type = snapshot.typeOf(at.node);
      return type && typed(snapshot, '', type, { range, note: 'Text with values put in.' });
    }
    if (at.is === 'pattern' && at.node.kind === 'literal' && at.node.span.start === range.start) {
      const type = snapshot.patternType(at.node.span);
      return (
        type &&
        typed(snapshot, `${clip(snapshot.textAt(range))}: `, type, { range, note: 'Matches this value.' })
      );
    }
  }
  return undefined;
}

/** Where the type of a literal comes from. */
function literalNote(literal: Literal, type: Type, around: readonly SyntaxNode[], node: Expr): string {
  if (literal.kind !== 'number') return 'Literals of this form always have this type.';
  if (isUnknownType(type))
    return 'Nothing tells the type of this number yet: write `: Int64`, say, behind it.';
  const parent = around.findLast((at) => at.is === 'expr' && at.node !== node && at.node.kind !== 'paren');
  if (parent?.is === 'expr' && parent.node.kind === 'ascription') return 'The type is written behind it.';
  return 'The type comes from where the number is used.';
}

/** On `|`: the type of the value that flows there. */
function hoverPipe(
  snapshot: LanguageSnapshot,
  around: readonly SyntaxNode[],
  token: Token,
  range: Span,
): Hover | undefined {
  if (token.kind !== '|') return undefined;
  for (const at of around) {
    if (at.is !== 'expr' || at.node.kind !== 'pipe') continue;
    const { left, right } = at.node;
    if (left.extent.end > token.start || right.extent.start < token.end) continue;
    const type = snapshot.typeOf(left);
    const note = 'The value that goes into the next step.';
    return type && typed(snapshot, '', type, { range, note, flows: left.extent });
  }
  return undefined;
}

/** On an operator: the function that it stands for. */
function hoverOperator(
  snapshot: LanguageSnapshot,
  around: readonly SyntaxNode[],
  token: Token,
  range: Span,
): Hover | undefined {
  for (const at of [...around].reverse()) {
    if (at.is !== 'expr') continue;
    const { node } = at;
    const between =
      node.kind === 'binary' && node.left.extent.end <= token.start && token.end <= node.right.extent.start;
    const before = node.kind === 'unary' && node.extent.start === token.start;
    if (!between && !before) continue;
    const target = snapshot.targetAt(node.span);
    if (!target || target.kind === 'local') continue;
    const type = snapshot.typeOf(node);
    const note = type && `Here the result is \`${printReadable(type)}\`.`;
    return {
      range,
      signature: snapshot.signature(target.path) ?? '',
      doc: docOf(snapshot, target.path),
      note,
    };
  }
  return undefined;
}

function hoverKeyword(token: Token, range: Span): Hover | undefined {
  const doc = keywordHelp[token.kind];
  const signature = token.kind.replace('keyword ', '');
  return doc === undefined ? undefined : { range, signature, doc };
}

function typed(
  snapshot: LanguageSnapshot,
  head: string,
  found: Type,
  rest: Omit<Hover, 'signature' | 'expanded'>,
): Hover {
  const type = nameTypes(snapshot, found);
  const short = `${head}${printShort(type)}`;
  const whole = `${head}${printReadable(type)}`;
  return { ...rest, signature: short, ...(whole !== short && { expanded: whole }) };
}

function clip(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 40 || line !== text ? `${line.slice(0, 40)}…` : line;
}
