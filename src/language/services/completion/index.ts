import { type ExprOf, type Ident, type Pattern, sourceName, type Token } from '../../syntax';
import { type Caret, caretAt } from '../caret';
import { printReadable } from '../print-short';
import { membersOfPath } from '../scope';
import type { LanguageSnapshot } from '../snapshot';
import { expectedType, expressionAt } from './expected';
import { fieldItems, lookupAt } from './fields';
import { completeHole } from './holes';
import { type Completion, type CompletionItem, type CompletionSettings, memberItem } from './item';
import {
  definitionKeywords,
  domainKeywords,
  expressionKeywords,
  pathHeads,
  pipeSnippets,
  typeKeywords,
} from './keywords';
import { isOf, type NameKind, nameItems } from './names';
import { pipeAt, pipeItems } from './pipe';
import { completeText } from './texts';
import { tupleAt, tupleItems } from './tuple';
import { armItems, matchAt, variantItem, variantItems } from './variants';

export type { Completion, CompletionItem, CompletionKind, CompletionSettings } from './item';

/**
 * What could be written at a place (EDT-6 … EDT-9), best first. Works in any text, right or wrong. Undefined
 * where nothing of the language can stand: in comments, numbers, and most texts.
 */
export function complete(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
  settings: CompletionSettings = {},
): Completion | undefined {
  const caret = caretAt(snapshot, file, offset);
  if (!caret) {
    return completeText(snapshot, file, offset, settings) ?? completeHole(snapshot, file, offset, settings);
  }
  const items = itemsAt(caret, settings);
  return {
    range: caret.word,
    items: [...items.filter(isPlain), ...items.filter(isRefused), ...items.filter(isHidden)],
  };
}

function isHidden(item: CompletionItem): boolean {
  return item.hidden === true;
}

function isRefused(item: CompletionItem): boolean {
  return item.refusal !== undefined && !item.hidden;
}

function isPlain(item: CompletionItem): boolean {
  return item.refusal === undefined && !item.hidden;
}

function itemsAt(caret: Caret, settings: CompletionSettings): readonly CompletionItem[] {
  switch (caret.before(1)?.kind) {
    case '.': {
      const lookup = lookupAt(caret);
      return lookup ? fieldItems(caret, lookup.base) : variantItems(caret);
    }
    case '::':
      return pathItems(caret, settings);
    case '@':
      return nameItems(caret, 'annotation', settings).filter(({ kind }) => kind !== 'module');
    case 'keyword func':
      // Behind `external` too; a lambda begins with a bracket.
      return [];
    case 'keyword const':
    case 'keyword type':
    case 'keyword module':
    case 'keyword anno':
    case 'keyword let':
    case 'keyword as':
    case 'keyword for':
      return [];
    case 'keyword import':
      return [
        ...nameItems(caret, 'annotation', settings).filter(({ kind }) => kind === 'module'),
        ...pathHeads,
      ];
    case 'keyword external':
      return [{ label: 'func', kind: 'keyword' }];
    case '|': {
      const pipe = pipeAt(caret);
      if (pipe) return [...pipeItems(caret, pipe, settings), ...pipeSnippets];
      break;
    }
  }
  return insideItems(caret, settings);
}

/** A pattern makes up its names, except that alternatives bind the same ones (specification 1 §8.1). */
function alternativeNames(caret: Caret, patterns: readonly Pattern[]): CompletionItem[] {
  const names = new Set<string>();
  const visit = (pattern: Pattern): void => {
    if (pattern.kind === 'variant') {
      if (pattern.payload) visit(pattern.payload);
    } else if (pattern.kind === 'or') pattern.alternatives.forEach(visit);
    else if (pattern.kind === 'bind' && pattern.name.span.start !== caret.word.start)
      names.add(pattern.name.name);
  };
  for (const pattern of patterns) if (pattern.kind === 'or') visit(pattern);
  return [...names].map((label) => ({ label, kind: 'local' }));
}

/** What stands behind `a::b::`. */
function pathItems(caret: Caret, settings: CompletionSettings): CompletionItem[] {
  const segments: Ident[] = [];
  let distance = 1;
  while (caret.before(distance)?.kind === '::' && caret.before(distance + 1)?.kind === 'identifier') {
    segments.unshift(identOf(caret, caret.before(distance + 1)!));
    distance += 2;
  }
  const imported = caret.around.some((at) => at.is === 'import');
  const kind: NameKind | undefined = imported
    ? undefined
    : caret.before(distance)?.kind === '@'
      ? 'annotation'
      : typeNodeAt(caret)
        ? 'type'
        : 'value';
  return [...(membersOfPath(caret, segments) ?? [])]
    .filter(([name, member]) => name !== '' && (kind === undefined || isOf(caret, member, kind)))
    .map(([name, member]) => memberItem(caret.snapshot, member, name, settings));
}

function identOf({ file }: Caret, { text, start, end }: Token): Ident {
  return { name: text, span: { file: file.file.path, start, end } };
}

/** Whether a type stands, or is missing, at the word. */
function typeNodeAt(caret: Caret): boolean {
  const { word } = caret;
  const written = word.end > word.start;
  const place = written ? word.start : (caret.before(1)?.end ?? 0);
  return (written ? caret.wordNodes : caret.around).some(
    (at) =>
      at.is === 'type' &&
      ((at.node.kind === 'missing' && at.node.extent.start === place) ||
        (at.node.kind === 'path' && at.node.path.span.start <= place && place <= at.node.path.span.end)),
  );
}

/** Everywhere else: types, branches, fields, expressions, or the beginning of a definition. */
function insideItems(caret: Caret, settings: CompletionSettings): readonly CompletionItem[] {
  if (typeNodeAt(caret)) {
    const domain = caret.around.some((at) => at.is === 'where') ? domainKeywords : [];
    return [...domain, ...nameItems(caret, 'type', settings), ...typeKeywords];
  }
  const match = matchAt(caret);
  if (match) return armItems(match);
  const patterns = caret.around.flatMap((at) => (at.is === 'pattern' ? [at.node] : []));
  if (patterns.length > 0) return alternativeNames(caret, patterns);
  const tuple = tupleAt(caret);
  const expression = expressionAt(caret);
  const list = listAt(caret);
  if (!expression && !tuple && !list) return betweenDefinitions(caret) ? definitionKeywords : [];
  const wanted = expression && expectedType(caret, expression);
  const known = wanted && caret.snapshot.expand(wanted);
  return [
    ...(tuple ? tupleItems(caret, tuple) : []),
    ...(list?.kind === 'call' ? labelItems(caret, list) : []),
    ...(known?.kind === 'enum' ? known.variants.map((variant) => variantItem(variant, true)) : []),
    ...nameItems(caret, 'value', settings, wanted),
    ...expressionKeywords,
    ...pathHeads,
  ];
}

/** The call or array in which an argument or item can begin at the caret. */
function listAt(caret: Caret): ExprOf<'call' | 'array'> | undefined {
  const previous = caret.before(1);
  if (!previous || (previous.kind !== '(' && previous.kind !== '[' && previous.kind !== ','))
    return undefined;
  for (const at of [...caret.around].reverse()) {
    if (at.is !== 'expr') continue;
    const { start, end } = at.node.extent;
    if (at.node.kind === 'missing' || end <= previous.start || start >= previous.end) continue;
    return at.node.kind === 'call' || at.node.kind === 'array' ? at.node : undefined;
  }
  return undefined;
}

/** Labels of the parameters that the call does not name yet. */
function labelItems({ snapshot }: Caret, call: ExprOf<'call'>): CompletionItem[] {
  const target = snapshot.targetAt(call.callee.span);
  const value = target && target.kind !== 'local' ? snapshot.value(target.path) : undefined;
  if (!value || value.kind === 'const') return [];
  const given = new Set(call.args.map(({ label }) => label?.name));
  return value.type.params.flatMap(({ label, type }): CompletionItem[] =>
    label === undefined || given.has(label)
      ? []
      : [
          {
            label: `${label} =`,
            kind: 'field',
            detail: printReadable(type),
            insert: `${sourceName(label)} = `,
          },
        ],
  );
}

/** Whether the next definition could begin here. */
function betweenDefinitions(caret: Caret): boolean {
  const inside = caret.around.at(-1);
  const previous = caret.before(1);
  if (!previous || !inside) return true;
  if (inside.is === 'definition' && inside.node.kind === 'module') return true;
  const definition = caret.around.findLast((at) => at.is === 'definition');
  return definition?.is === 'definition' && definition.node.span.end === previous.end;
}
