import type { Expr } from '../../syntax';
import type { Type } from '../../types/type';
import type { Caret } from '../caret';
import { type CompletionItem, fieldItem } from './item';

/** The lookup that is being written: `x.` or `x.na`. */
export function lookupAt(caret: Caret): Extract<Expr, { kind: 'lookup' }> | undefined {
  const dot = caret.before(1);
  for (const at of caret.around) {
    if (at.is === 'expr' && at.node.kind === 'lookup' && at.node.span.start === dot?.start) return at.node;
  }
  return undefined;
}

/** The fields that can follow a dot, in declaration order (EDT-6, 1). */
export function fieldItems(caret: Caret, base: Expr): CompletionItem[] {
  const type = caret.snapshot.typeOf(base);
  return type ? fieldsOfType(caret, type) : [];
}

/** The fields of a value of this type. */
export function fieldsOfType(caret: Caret, type: Type): CompletionItem[] {
  const { snapshot, definition } = caret;
  const frame = snapshot.tolerant.definitions.frame(type);
  if (frame) {
    const label = frame.label === undefined ? [] : [fieldItem(frame.label, frame.carrier)];
    return [...label, positionItem(0, frame.carrier)];
  }
  const inner = snapshot.expand(type);
  if (inner.kind === 'parameter') {
    const domain = snapshot.value(definition)?.typeParams.find(({ name }) => name === inner.name)?.domain;
    return domain?.kind === 'tuple' ? items(domain.fields) : [];
  }
  return items(snapshot.fieldsOf(type) ?? []);
}

/** A field without a name is looked up by its place; one whose name an earlier field has, too. */
function items(fields: readonly { readonly name?: string; readonly type: Type }[]): CompletionItem[] {
  const seen = new Set<string>();
  return fields.map(({ name, type }, position) => {
    if (name === undefined || seen.has(name)) return positionItem(position, type);
    seen.add(name);
    return fieldItem(name, type);
  });
}

function positionItem(position: number, type: Type): CompletionItem {
  return fieldItem(String(position), type);
}
