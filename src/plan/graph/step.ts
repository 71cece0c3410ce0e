import type { Type, TypedArg, TypedExpr, TypedOf } from '../../language';
import type { Derivation, Place } from './derivation';
import { displayStep, nameText } from './display';
import type { Draft } from './draft';
import { type FoundLookup, findLookups } from './lookup-rule';
import type { LookupPart, NodeKind, Payload } from './node';
import type { Operation } from './operation';
import { TemplateUse, templateOf } from './template';
import { itemType } from './typed-copy';
import { localExpr, nameExpr, numberExpr, stdCall } from './typed-make';

/** A call of a standard function that has a row in the table of specification 5 §4.1, and where it stands. */
export interface StepCall {
  readonly e: TypedOf<'call'>;
  readonly path: string;
  readonly operation: Operation;
  readonly place: Place;
}

/** The node or nodes of a step. `first` is its first data input; null if it takes none. */
export function deriveStep(walk: Derivation, step: StepCall, first: Draft | null): Draft {
  if (first === null) return plainStep(walk, step, null);
  switch (step.path) {
    case 'std::array::find':
      return find(walk, step, first);
    case 'std::array::group_map':
      return groupMap(walk, step, first);
    case 'std::array::map':
    case 'std::array::flat_map':
      return mapping(walk, step, first);
    default:
      return plainStep(walk, step, first);
  }
}

function plainStep(walk: Derivation, step: StepCall, first: Draft | null): Draft {
  const { e, path, operation, place } = step;
  const use = new TemplateUse(place, 'in');
  const args = stepArgs(walk, e, first, operation.inputs, use);
  return walk.finish(use, {
    kind: operation.kind,
    mode: operation.mode,
    e,
    template: { ...e, args },
    display: displayStep(path, e.args, walk.texts),
    payload: payloadOf(walk, e, path, operation.kind),
  });
}

/** The call's arguments as code: the leading ones are other nodes' values. */
function stepArgs(
  walk: Derivation,
  e: TypedOf<'call'>,
  first: Draft | null,
  ports: readonly string[],
  use: TemplateUse,
): readonly TypedArg[] {
  return e.args.map((arg, position) => {
    const port = ports[position];
    if (port === undefined) return { ...arg, value: templateOf(walk, arg.value, use, true) };
    const { scope, region } = use.place;
    const made = position === 0 ? first : null;
    const from = made ?? walk.value(arg.value, { scope, region, name: null });
    return { ...arg, value: use.hole(from, port, arg.value) };
  });
}

/** `find(c)` is a filter and the first of what it leaves. */
function find(walk: Derivation, { e, place }: StepCall, from: Draft): Draft {
  const use = new TemplateUse({ ...place, name: null }, 'in');
  const [data, condition] = stepArgs(walk, e, from, ['in'], use);
  const item = typeArgument(e, 0);
  const filter = stdCall(walk.project, 'std::array::filter', [item], [data!.value, condition!.value], e);
  const filtered = walk.finish(use, {
    kind: 'filter',
    mode: 'streaming',
    e: { ...e, type: filter.type },
    template: filter,
    display: displayStep('std::array::find', e.args, walk.texts),
    payload: { kind: 'expression', expression: walk.texts.body(e.args[1]!.value) },
  });
  const first = new TemplateUse(place, 'in');
  const hole = first.hole(filtered, 'in', localExpr(filtered.local, e));
  return walk.finish(first, {
    kind: 'slice',
    mode: 'streaming',
    e,
    template: {
      ...stdCall(walk.project, 'std::array::index', [item], [hole, numberExpr(0, e)], e),
      type: e.type,
    },
    display: 'index 0',
    payload: { kind: 'expression', expression: '0' },
  });
}

/** `group_map(k, m)` is a group and then one call of `m` for each. */
function groupMap(walk: Derivation, { e, place }: StepCall, data: Draft): Draft {
  const use = new TemplateUse({ ...place, name: null }, 'in');
  const [item, key, result] = [typeArgument(e, 0), typeArgument(e, 1), typeArgument(e, 2)];
  const template = stdCall(
    walk.project,
    'std::array::group',
    [item, key],
    [use.hole(data, 'in', e.args[0]!.value), templateOf(walk, e.args[1]!.value, use, true)],
    e,
  );
  const group = walk.finish(use, {
    kind: 'group',
    mode: 'blocking',
    e: { ...e, type: template.type },
    template,
    display: displayStep('std::array::group', e.args, walk.texts),
    payload: { kind: 'group', key: walk.texts.body(e.args[1]!.value) },
  });
  const each = new TemplateUse(place, 'in');
  const mapper = templateOf(walk, e.args[2]!.value, each, true);
  const itemType = arrayItem(walk, template.type);
  const param = walk.fresh.make('group', itemType, e, 'param');
  const groupExpr = localExpr(param, e);
  const values: Type = { kind: 'array', item };
  const body: TypedExpr = {
    kind: 'call',
    callee: mapper,
    args: [
      { value: nameExpr(groupExpr, 'key', key), defaulted: false },
      { value: nameExpr(groupExpr, 'values', values), defaulted: false },
    ],
    type: result,
    span: e.span,
    extent: e.extent,
  };
  const lambda: TypedExpr = {
    kind: 'function',
    params: [param],
    body,
    type: { kind: 'function', params: [{ type: itemType }], result },
    span: e.span,
    extent: e.extent,
  };
  const hole = each.hole(group, 'in', localExpr(group.local, e));
  const reduces = walk.facts.usesReducer(e.args[2]!.value);
  const text = walk.texts.body(e.args[2]!.value);
  return walk.finish(each, {
    kind: reduces ? 'aggregate' : 'map',
    mode: reduces ? 'blocking' : 'streaming',
    e,
    template: {
      ...stdCall(walk.project, 'std::array::map', [itemType, result], [hole, lambda], e),
      type: e.type,
    },
    display: `each group ${text}`,
    payload: { kind: 'expression', expression: text },
  });
}

/** `map` and `flat_map`: a window, a lookup, or what their name says. */
function mapping(walk: Derivation, { e, path, operation, place }: StepCall, data: Draft): Draft {
  const use = new TemplateUse(place, 'in');
  const mapper = resolveFunction(walk, e.args[1]!.value);
  const lookups = mapper.kind === 'function' ? findLookups(mapper) : [];
  const parts = lookups.map((lookup) => lookupPart(walk, lookup, use));
  const args: readonly TypedArg[] = [
    { ...e.args[0]!, value: use.hole(data, 'in', e.args[0]!.value) },
    { ...e.args[1]!, value: templateOf(walk, mapper, use, true) },
  ];
  const text = walk.texts.body(e.args[1]!.value);
  const [kind, display, payload]: [NodeKind, string, Payload] =
    parts.length > 0
      ? ['lookup', lookupDisplay(parts), { kind: 'lookup', lookups: parts, expression: text }]
      : [
          walk.facts.usesWindow(mapper) ? 'window' : operation.kind,
          displayStep(path, e.args, walk.texts),
          { kind: 'expression', expression: text },
        ];
  const mode = kind === 'window' ? 'blocking' : operation.mode;
  return walk.finish(use, { kind, mode, e, template: { ...e, args }, display, payload });
}

/** Makes the relation an input where that changes nothing (rule 6), and says what the lookup compares. */
function lookupPart(walk: Derivation, lookup: FoundLookup, use: TemplateUse): LookupPart {
  const { relation, condition } = lookup;
  const hoist = isAhead(walk, relation, use.place);
  if (hoist) {
    use.hoisted.set(
      relation,
      walk.value(relation, { scope: use.place.scope, region: use.place.region, name: null }),
    );
  } else if (relation.kind === 'local') {
    use.ports.set(relation.local, 'build');
  } else {
    use.mayNeed(relation, use.place.scope, null, 'build');
  }
  const own = condition.params;
  return {
    relation: walk.texts.line(relation),
    keys: lookup.keys.map((key) => ({
      driving: walk.texts.line(key.driving),
      build: walk.texts.within(key.side, own),
    })),
    residual: lookup.residual.map((part) => walk.texts.within(part, own)).join(' && ') || null,
    cardinality: lookup.cardinality,
    hoisted: hoist,
  };
}

/** A source, a constant or already a node: evaluating it early changes neither the order of evaluation nor failures. */
function isAhead(walk: Derivation, relation: TypedExpr, place: Place): boolean {
  if (walk.dataOf(relation)) return true;
  if (relation.kind === 'local') {
    const binding = walk.binding(relation.local);
    if (binding?.kind === 'once') return isAhead(walk, binding.value, place);
    return binding?.kind === 'node';
  }
  if (relation.kind === 'global') return walk.constantNode(relation, place) !== null;
  return relation.kind === 'call' && relation.callee.kind === 'global' && isTable(relation.callee.path);
}

function isTable(path: string): boolean {
  return path === 'std::sql::from' || path === 'std::fs::read_parquet';
}

function lookupDisplay(parts: readonly LookupPart[]): string {
  return parts
    .map((part) => {
      const on = part.keys.map((key) => `${key.build} = ${lastField(key.driving)}`);
      const all = part.residual === null ? on : [...on, part.residual];
      return `lookup ${part.relation} on ${all.join(' and ')}`;
    })
    .join('; ');
}

/** `album.genre_id` as `genre_id`; what is no path of names stays as it is. */
function lastField(text: string): string {
  return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/.test(text) ? text.slice(text.lastIndexOf('.') + 1) : text;
}

/** A name of a function value looked through. */
function resolveFunction(walk: Derivation, e: TypedExpr): TypedExpr {
  if (e.kind !== 'local') return e;
  return walk.binding(e.local)?.kind === 'function' ? walk.freshFunction(e) : e;
}

function payloadOf(walk: Derivation, e: TypedOf<'call'>, path: string, kind: NodeKind): Payload {
  const texts = walk.texts;
  const text = (position: number) => (e.args[position] ? texts.body(e.args[position].value) : '');
  if (kind === 'source') {
    const origin = path === 'std::sql::from' ? 'table' : path === 'std::sql::raw' ? 'query' : 'file';
    return { kind: 'source', origin, name: nameText(e.args[0]?.value, texts), rows: null, unused: false };
  }
  if (kind === 'write') {
    const target = path === 'std::sql::insert' || path === 'std::fs::write_parquet' ? 1 : 0;
    const operation = path.slice(path.lastIndexOf('::') + 2);
    return { kind: 'write', operation, target: nameText(e.args[target]?.value, texts) };
  }
  if (kind === 'group') return { kind: 'group', key: text(1) };
  const own = e.args.slice(1).map((arg) => texts.body(arg.value));
  return { kind: 'expression', expression: own.join(', ') };
}

function typeArgument(e: TypedOf<'call'>, position: number): Type {
  const type = e.callee.kind === 'global' ? e.callee.typeArgs[position] : undefined;
  if (!type) throw new Error('a call of a standard function without its type arguments');
  return type;
}

function arrayItem(walk: Derivation, type: Type): Type {
  const item = itemType(walk.project, type);
  if (!item) throw new Error('a group is an array');
  return item;
}
