import { type Expr, type Pattern, sourceName } from '../../syntax';
import type { EnumType, Type, Variant } from '../../types/type';
import type { Caret } from '../caret';
import { printReadable } from '../print-short';
import type { CompletionItem } from './item';

/** What the variant `.na` that is being written may be (EDT-6, 1): those of the enum that its place asks for. */
export function variantItems(caret: Caret): CompletionItem[] {
  const dot = caret.before(1);
  for (const at of [...caret.around].reverse()) {
    if (at.is === 'expr' && at.node.kind === 'variant' && at.node.extent.start === dot?.start) {
      const found = enumOf(caret, caret.snapshot.typeOf(at.node));
      return (found?.variants ?? []).map((variant) => variantItem(variant, false));
    }
    if (at.is === 'pattern' && at.node.kind === 'variant' && at.node.span.start === dot?.start) {
      const found = enumOf(caret, caret.snapshot.patternType(at.node.span));
      return (found?.variants ?? []).map((variant) => patternItem(variant, false));
    }
  }
  return [];
}

/** A match whose branches are being written, with the enum it looks at. */
export interface OpenMatch {
  readonly match: Extract<Expr, { kind: 'match' }>;
  readonly type: EnumType;
}

/** The match in which the caret stands where a pattern can begin. */
export function matchAt(caret: Caret): OpenMatch | undefined {
  const previous = caret.before(1);
  if (!previous || (previous.kind !== '{' && previous.kind !== ',')) return undefined;
  const innermost = [...caret.around].reverse();
  const match = innermost.find((at) => at.is === 'expr' && at.node.kind === 'match');
  if (match?.is !== 'expr' || match.node.kind !== 'match') return undefined;
  const { node } = match;
  const opensHere = node.subject.extent.end <= previous.start && node.extent.start < previous.start;
  // Inside of a branch's value a comma or brace belongs to something else.
  const inValue = node.branches.some(
    ({ value }) =>
      value.extent.start < previous.end && previous.end <= value.extent.end && value.kind !== 'missing',
  );
  if (!opensHere || inValue) return undefined;
  const subject = caret.snapshot.typeOf(node.subject);
  const type = enumOf(caret, subject);
  return type && { match: node, type };
}

/** The variants that no branch names, and one entry for all of them at once (EDT-6, 3). */
export function armItems({ match, type }: OpenMatch): CompletionItem[] {
  const missing = missingVariants(match, type);
  const each = missing.map((variant) => patternItem(variant, true));
  if (missing.length < 2) return each;
  const all = missing.map((variant, i) => `${patternText(variant, i + 1)} => $${i + missing.length + 1}`);
  return [
    {
      label: 'all missing arms',
      kind: 'snippet',
      detail: missing.map(({ name }) => `.${name}`).join(', '),
      insert: `${all.join(',\n')},`,
      snippet: true,
    },
    ...each,
  ];
}

/** The variants of the subject that no branch names. */
export function missingVariants(match: OpenMatch['match'], type: EnumType): readonly Variant[] {
  const named = new Set<string>();
  const visit = (pattern: Pattern): void => {
    if (pattern.kind === 'variant') named.add(pattern.name.name);
    else if (pattern.kind === 'or') pattern.alternatives.forEach(visit);
  };
  for (const { pattern } of match.branches) visit(pattern);
  return type.variants.filter(({ name }) => !named.has(name));
}

function enumOf(caret: Caret, type: Type | undefined): EnumType | undefined {
  const known = type && caret.snapshot.expand(type);
  return known?.kind === 'enum' ? known : undefined;
}

/** As an expression; `dot` when the dot is still to be written. */
export function variantItem({ name, type }: Variant, dot: boolean): CompletionItem {
  const start = dot ? '.' : '';
  if (isUnit(type))
    return {
      label: `${start}${name}`,
      kind: 'variant',
      detail: `.${name}`,
      insert: `${start}${sourceName(name)}`,
    };
  return {
    label: `${start}${name}`,
    kind: 'variant',
    detail: `.${name}(${printReadable(type)})`,
    insert: `${start}${escapeSnippet(sourceName(name))}($0)`,
    snippet: true,
  };
}

/** As a pattern. */
function patternItem(variant: Variant, dot: boolean): CompletionItem {
  const text = patternText(variant, 1);
  return {
    label: `${dot ? '.' : ''}${variant.name}`,
    kind: 'variant',
    detail: isUnit(variant.type) ? `.${variant.name}` : `.${variant.name}(${printReadable(variant.type)})`,
    insert: `${dot ? text : text.slice(1)} => $0`,
    snippet: true,
  };
}

function patternText({ name, type }: Variant, stop: number): string {
  const dotted = `.${escapeSnippet(sourceName(name))}`;
  return isUnit(type) ? dotted : `${dotted}(\${${stop}:value})`;
}

export function isUnit(type: Type): boolean {
  return type.kind === 'tuple' && type.fields.length === 0;
}

/** Text as it must be written inside of a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
