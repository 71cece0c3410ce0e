import type { TypedExpr, TypedOf } from '../../language';
import type { Derivation, Place } from './derivation';
import type { Draft, DraftEdge, Region } from './draft';
import { patternLocals } from './lookup-rule';
import { TemplateUse, templateOf } from './template';
import { itemType } from './typed-copy';

/** A tuple or array literal that joins several values of the spine. */
export function deriveAssembly(
  walk: Derivation,
  e: TypedOf<'tuple'> | TypedOf<'array'>,
  place: Place,
): Draft {
  const use = new TemplateUse(place, 'in');
  const names = fieldsOf(e).map((field, position) => field.name ?? String(position));
  const values = fieldsOf(e).map((field, position) => {
    if (!isPart(walk, field.value)) return templateOf(walk, field.value, use, true);
    const from = walk.value(field.value, {
      scope: place.scope,
      region: place.region,
      name: field.name ?? null,
    });
    return use.hole(from, names[position]!, field.value);
  });
  const template: TypedExpr =
    e.kind === 'array'
      ? { ...e, items: values }
      : { ...e, fields: e.fields.map((field, position) => ({ ...field, value: values[position]! })) };
  return walk.finish(use, {
    kind: 'assemble',
    mode: 'streaming',
    e,
    template,
    display: e.kind === 'array' ? `[${names.length} values]` : `{${names.join(', ')}}`,
    payload: { kind: 'assemble', fields: names },
  });
}

/** Whether a field of an assembled value is a value of the spine by itself: a step, a node or any relation. */
export function isPart(walk: Derivation, field: TypedExpr): boolean {
  return walk.isStepOrNode(field) || itemType(walk.project, field.type) !== undefined;
}

/** `if` or `match` with relations in the arms: the arms are worked out inside it, and drawn. */
export function deriveBranch(walk: Derivation, e: TypedOf<'if'> | TypedOf<'match'>, place: Place): Draft {
  const use = new TemplateUse(place, 'condition');
  const inside = use.quiet();
  const deciding = e.kind === 'if' ? e.condition : e.subject;
  const condition = templateOf(walk, deciding, use, true);
  const arms = walk.armsOf(e).map((arm) => templateOf(walk, arm, inside, false));
  const template: TypedExpr =
    e.kind === 'if'
      ? { ...e, condition, consequent: arms[0]!, alternative: arms[1]! }
      : { ...e, subject: condition, branches: e.branches.map((b, i) => ({ ...b, value: arms[i]! })) };
  const region: Region = { owner: null };
  const within: Place = { scope: place.scope, region, name: null };
  if (e.kind === 'match') bindPatterns(walk, e, within, use.edges);
  const inputs = walk.armsOf(e).flatMap((arm, position): readonly DraftEdge[] => {
    if (!walk.isStepOrNode(arm)) return [];
    const from = walk.value(arm, within);
    return [{ from, port: String(position), displayOnly: from.region === region }];
  });
  const words = walk.texts.line(deciding);
  const draft = walk.finish(use, {
    kind: 'branch',
    mode: 'streaming',
    e,
    template,
    display: `${e.kind} ${words}`,
    payload: { kind: 'branch', condition: words, arms: walk.armsOf(e).map((arm) => walk.texts.line(arm)) },
    inputs,
  });
  region.owner = draft;
  return draft;
}

function bindPatterns(
  walk: Derivation,
  e: TypedOf<'match'>,
  place: Place,
  subject: readonly DraftEdge[],
): void {
  for (const branch of e.branches) {
    for (const local of patternLocals(branch.pattern)) {
      const inputs = subject.map((edge) => ({ ...edge, port: 'in' }));
      walk.bindNode(local, walk.opaque(local, branch.value, place, inputs));
    }
  }
}

export function fieldsOf(
  e: TypedOf<'tuple'> | TypedOf<'array'>,
): readonly { name?: string; value: TypedExpr }[] {
  return e.kind === 'tuple' ? e.fields : e.items.map((value) => ({ value }));
}
