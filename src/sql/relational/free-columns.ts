import type { Column } from './column';
import type { Rel } from './rel';
import type { Scalar } from './scalar';
import { visitRelParts, visitScalarParts } from './traverse';

type Ids = ReadonlySet<number>;

const none: Ids = new Set();
const ofScalar = new WeakMap<Scalar, Ids>();
const ofRel = new WeakMap<Rel, Ids>();

/** Ids of the columns a scalar reads from outside of itself. */
export function freeColumns(scalar: Scalar): Ids {
  if (scalar.kind === 'column') return new Set([scalar.column.id]);
  const known = ofScalar.get(scalar);
  if (known !== undefined) return known;
  const free = new Set<number>();
  if (scalar.kind === 'subquery') {
    const own = idsOf(columnsMade(scalar.rel));
    addAll(free, freeColumnsOfRel(scalar.rel), none);
    addAll(free, freeColumns(scalar.value), own);
  } else {
    visitScalarParts(
      scalar,
      (part) => addAll(free, freeColumns(part), none),
      (rel) => addAll(free, freeColumnsOfRel(rel), none),
    );
  }
  ofScalar.set(scalar, free);
  return free;
}

/** Ids of the columns a relation reads from enclosing relations; of an iteration around it, the id below zero. */
export function freeColumnsOfRel(rel: Rel): Ids {
  const known = ofRel.get(rel);
  if (known !== undefined) return known;
  const free = new Set<number>();
  switch (rel.kind) {
    case 'join':
    case 'left_join':
      addAll(free, freeColumnsOfRel(rel.left), none);
      addAll(free, freeColumnsOfRel(rel.right), idsOf(columnsMade(rel.left)));
      break;
    case 'union':
      for (const part of rel.parts) {
        addAll(free, freeColumnsOfRel(part.rel), none);
        const own = idsOf(columnsMade(part.rel));
        for (const value of part.values) addAll(free, freeColumns(value), own);
      }
      break;
    case 'iterate':
      for (const part of [rel.init, rel.step]) {
        addAll(free, freeColumnsOfRel(part.rel), none);
        const own = idsOf(columnsMade(part.rel));
        for (const value of part.values) addAll(free, freeColumns(value), own);
      }
      free.delete(-rel.id);
      break;
    case 'round':
      // The rows of a round are read from an iteration around: as bound to a place as a column is.
      free.add(-rel.iterate);
      break;
    default: {
      const own = 'input' in rel ? idsOf(columnsMade(rel.input)) : none;
      visitRelParts(
        rel,
        (part) => addAll(free, freeColumns(part), own),
        (part) => addAll(free, freeColumnsOfRel(part), none),
      );
      // Definitions of one projection may read those before them.
      if (rel.kind === 'project') for (const { column } of rel.definitions) free.delete(column.id);
    }
  }
  ofRel.set(rel, free);
  return free;
}

/** The columns a relation offers to what stands around it. */
export function columnsMade(rel: Rel): readonly Column[] {
  switch (rel.kind) {
    case 'unit':
      return [];
    case 'values':
    case 'raw':
    case 'file':
    case 'union':
    case 'iterate':
    case 'round':
    case 'shared':
      return rel.columns;
    case 'table':
      return rel.rowId === undefined ? rel.columns : [...rel.columns, rel.rowId];
    case 'unnest':
    case 'function':
      return [rel.item, rel.position];
    case 'series':
      return [rel.value];
    case 'project':
      return [...columnsMade(rel.input), ...rel.definitions.map(({ column }) => column)];
    case 'where':
    case 'limit':
      return columnsMade(rel.input);
    case 'join':
    case 'left_join':
      return [...columnsMade(rel.left), ...columnsMade(rel.right)];
    case 'aggregate':
      return rel.definitions.map(({ column }) => column);
    case 'group':
      return [...rel.keys, ...rel.definitions].map(({ column }) => column);
  }
}

function idsOf(columns: readonly Column[]): Ids {
  return new Set(columns.map(({ id }) => id));
}

function addAll(target: Set<number>, ids: Ids, except: Ids): void {
  for (const id of ids) if (!except.has(id)) target.add(id);
}
