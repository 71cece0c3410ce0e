import type { Span } from '../../base';
import { displayName } from '../syntax/identifier';
import type { PathNode } from '../syntax/tree';
import { lookupField } from './lookup';
import { type Problem, problem } from './problem';
import type { FieldKey, Region } from './region';
import { comprehensionBody } from './substitute';
import { fieldsOf, flatFields, hasUnknownSpread } from './tuple-fields';
import { type ComprehensionType, isUnknownType, type TupleType, type Type } from './type';

/** Whom a message is about: a word, or the path of a function that is called. */
export type Who = string | PathNode | undefined;

/** How a message about `who` begins. */
export function subjectOf(who: Who): string {
  if (who === undefined) return '';
  return typeof who === 'string' ? `${who} ` : `func ${fullPath(who)} `;
}

/** A path as it was written. */
function fullPath(path: PathNode): string {
  return path.segments.map((segment) => displayName(segment.name)).join('::');
}

/**
 * Whether `found` may stand where `expected` is wanted (specification 1 §5.4). Meeting a variable records a
 * constraint and succeeds. Of several mistakes inside one tuple all but the last are reported at once; the last
 * one is given back, without a span when the whole found expression is to be blamed. `who` begins the message of
 * a mismatch; `at` is the found expression.
 */
export function compareTypes(
  region: Region,
  found: Type,
  expected: Type,
  who: Who,
  at: Span,
): Problem | undefined {
  if (isSettled(region, found, expected)) return undefined;
  return new Comparison(region, who, at).compare(found, expected);
}

/** What needs no looking inside: the same type, or a variable, of which the equality is recorded. */
function isSettled(region: Region, found: Type, expected: Type): boolean {
  if (found === expected) return true;
  if (found.kind === 'named') {
    if (expected.kind === 'named' && found.path === expected.path) return true;
    if (isUnknownType(found)) return true;
  }
  if (isUnknownType(expected)) return true;
  const { constraints } = region;
  if (found.kind === 'variable') {
    if (expected.kind !== 'variable') constraints.push({ kind: 'is', variable: found.id, type: expected });
    else if (found.id !== expected.id) constraints.push({ kind: 'same', a: found.id, b: expected.id });
    return true;
  }
  if (expected.kind !== 'variable') return false;
  constraints.push({ kind: 'is', variable: expected.id, type: found });
  return true;
}

/** Types may share parts, so that there are far more paths than parts; from here on each pair is compared once. */
const maxUntracked = 1000;

class Comparison {
  /** Pairs of recursive types already being compared: taken as equal, otherwise there is no end. */
  private assumed: Map<Type, Set<Type>> | undefined;
  private steps = 0;

  constructor(
    private readonly region: Region,
    private readonly who: Who,
    private readonly at: Span,
  ) {}

  compare(found: Type, expected: Type): Problem | undefined {
    if (isSettled(this.region, found, expected)) return undefined;
    if (found.kind === 'parameter' && expected.kind === 'parameter') {
      if (found.owner === expected.owner && found.name === expected.name) return undefined;
    }
    if (expected.kind === 'parameter') return this.mismatch(found, expected);

    const { definitions } = this.region;
    const left = definitions.innermostAlias(found);
    const right = definitions.innermostAlias(expected);
    const recursive = (left ?? right) !== undefined;
    if ((recursive || ++this.steps > maxUntracked) && this.assume(found, expected)) return undefined;
    const f = definitions.expand(found);
    const e = definitions.expand(expected);
    if (f.kind === 'tuple' && e.kind === 'tuple') {
      return this.compareTuples(f, e, () => this.mismatch(f, e, left, right));
    }
    const wrong = this.compareParts(f, e);
    return wrong === 'different' ? this.mismatch(f, e, left, right) : wrong;
  }

  /** `different`: already at the top. */
  private compareParts(f: Type, e: Type): Problem | 'different' | undefined {
    if (f.kind === 'comprehension' && e.kind === 'comprehension') return this.compare(f.source, e.source);
    if (f.kind === 'comprehension' && e.kind === 'tuple') return this.compareComprehension(f, e, true);
    if (f.kind === 'tuple' && e.kind === 'comprehension') return this.compareComprehension(e, f, false);
    if (f.kind === 'named' && e.kind === 'named') return f.path === e.path ? undefined : 'different';
    if (f.kind === 'primitive' && e.kind === 'primitive')
      return f.width === e.width ? undefined : 'different';
    if (f.kind === 'array' && e.kind === 'array') return this.compare(f.item, e.item);
    if (f.kind === 'enum' && e.kind === 'enum') {
      const sameNames =
        f.variants.length === e.variants.length && f.variants.every((v, i) => v.name === e.variants[i]?.name);
      if (!sameNames) return 'different';
      for (const [i, variant] of f.variants.entries()) {
        const wrong = this.compare(variant.type, e.variants[i]!.type);
        if (wrong) return wrong;
      }
      return undefined;
    }
    if (f.kind === 'function' && e.kind === 'function') {
      if (f.params.length !== e.params.length) return 'different';
      for (let i = 0; i < f.params.length; i++) {
        const param = f.params[i]!;
        const wanted = e.params[i]!;
        if (wanted.const && !param.const) return 'different';
        const wrong = this.compare(wanted.type, param.type);
        if (wrong) return wrong;
      }
      return this.compare(f.result, e.result);
    }
    return 'different';
  }

  /** Notes a pair; true when it was met before. */
  private assume(found: Type, expected: Type): boolean {
    this.assumed ??= new Map();
    let partners = this.assumed.get(found);
    if (!partners) {
      partners = new Set();
      this.assumed.set(found, partners);
    }
    if (partners.has(expected)) return true;
    partners.add(expected);
    return false;
  }

  private compareTuples(found: TupleType, expected: TupleType, mismatch: () => Problem): Problem | undefined {
    const { region } = this;
    const left = flatFields(region, found.fields);
    const right = flatFields(region, expected.fields);
    if (hasUnknownSpread(region, found) || hasUnknownSpread(region, expected)) {
      region.constraints.push({ kind: 'tuples', found, expected, at: this.at });
      return undefined;
    }
    if (left.length !== right.length) return mismatch();
    let last: Problem | undefined;
    for (const [i, field] of left.entries()) {
      const wanted = right[i]!;
      const wrong = !field.unpack === !wanted.unpack ? this.compare(field.type, wanted.type) : mismatch();
      if (!wrong) continue;
      if (last) region.report(last, this.at);
      const span = wrong.span ?? region.originOf(field.type);
      // Without a place of its own the mistake is the whole expression's; more of them would say the same.
      if (!span) return wrong;
      last = { ...wrong, span };
    }
    return last;
  }

  /** A comprehension against a tuple, whichever of them is found (specification 1 §5.5). */
  private compareComprehension(
    comprehension: ComprehensionType,
    tuple: TupleType,
    comprehensionIsFound: boolean,
  ): Problem | undefined {
    const { region } = this;
    const fields = flatFields(region, tuple.fields);
    if (hasUnknownSpread(region, tuple)) {
      const sides = comprehensionIsFound
        ? { found: comprehension, expected: tuple }
        : { found: tuple, expected: comprehension };
      region.constraints.push({ kind: 'tuples', ...sides, at: this.at });
      return undefined;
    }
    for (const [position, field] of fields.entries()) {
      const key: FieldKey = field.name === undefined ? { position } : { name: field.name };
      const at = region.originOf(field.type) ?? this.at;
      const looked = lookupField(region, comprehension.source, key, at);
      if (looked.kind === 'problem') return looked.problem;
      if (looked.kind === 'pending') continue;
      const body = comprehensionBody(comprehension, looked.type);
      const wrong = comprehensionIsFound ? this.compare(body, field.type) : this.compare(field.type, body);
      if (wrong) return { ...wrong, span: wrong.span ?? region.originOf(field.type) };
    }
    return this.checkLength(comprehension.source, fields.length);
  }

  private checkLength(source: Type, length: number): Problem | undefined {
    const { region } = this;
    const inner = region.expand(source);
    if (inner.kind === 'variable') {
      region.require(inner, { kind: 'length', length });
      return undefined;
    }
    const fields = fieldsOf(region, inner);
    if (fields?.length === length && !fields.some((field) => field.unpack)) return undefined;
    return wrongLength(region, inner, length);
  }

  /** The paths are those of the aliases that the types stand behind. */
  private mismatch(found: Type, expected: Type, foundPath?: string, expectedPath?: string): Problem {
    const { region, who } = this;
    const foundAlias = aliasName(foundPath);
    const expectedAlias = aliasName(expectedPath);
    const e = region.print(expected);
    const f = region.print(found);
    const notes: string[] = [];
    if (expectedAlias !== undefined) notes.push(`type \`${expectedAlias}\` expands to \`${e}\``);
    if (foundAlias !== undefined) notes.push(`type \`${foundAlias}\` expands to \`${f}\``);
    return problem(
      'type-mismatch',
      `${subjectOf(who)}expected type \`${expectedAlias ?? e}\`, but found type \`${foundAlias ?? f}\``,
      undefined,
      notes,
    );
  }
}

function aliasName(path: string | undefined): string | undefined {
  return path === undefined ? undefined : displayName(path.split('::').at(-1) ?? path);
}

export function wrongLength(region: Region, type: Type, length: number): Problem {
  return problem(
    'expected-tuple-length',
    `expected a tuple with ${length} fields, found ${region.print(type)}`,
  );
}
