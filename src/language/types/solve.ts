import type { Span } from '../../base';
import { displayName } from '../syntax/identifier';
import { compareTypes, wrongLength } from './compare';
import { expectedTuple, lookupField } from './lookup';
import { printAlternatives } from './print-type';
import { missingVariant, type Problem, problem } from './problem';
import {
  type Constraint,
  noRequirements,
  type Region,
  type Requirement,
  type Variable,
  withRequirement,
} from './region';
import { sameType } from './substitute';
import { fieldsOf, hasUnknownSpread, isUnknown } from './tuple-fields';
import { type Domain, isUnknownType, type ParameterType, type TupleField, type Type } from './type';

/** From so many steps on each part of a type is looked into once. */
const maxUntracked = 1000;
/** More than fit into memory. */
const maxVariables = 2 ** 26;

/**
 * Solves a region (specification 1 §7.3): finds every variable, checks what is required of each. Reports the
 * first mistake, or the first variable that nothing determines, and then gives false. `definition` is the place of last
 * resort.
 */
export function solveRegion(region: Region, definition: Span): boolean {
  return new Solver(region).solve(definition);
}

class Solver {
  /** Variables in the order in which they became known. */
  private readonly known: Variable[] = [];
  /** Equalities handled before, by both ids: a pair need not be compared twice. */
  private readonly settled = new Set<number>();
  /** How many parts the current look for a variable in a type has met, and which, once there are many. */
  private steps = 0;
  private readonly seen = new Set<Type>();

  constructor(private readonly region: Region) {}

  solve(definition: Span): boolean {
    const { region } = this;
    region.solving = true;
    const solved = this.rounds() && this.allKnown();
    region.solving = false;
    if (solved && region.tooLarge) {
      region.report(problem('type-too-large', 'type has too many parts'), definition);
      return false;
    }
    return solved;
  }

  private rounds(): boolean {
    for (;;) {
      if (!this.processConstraints()) return false;
      const before = this.region.constraints.length;
      const checked = this.checkRequirements();
      if (checked === 'failed') return false;
      if (checked === 'progress' || this.region.constraints.length !== before) continue;
      const built = this.buildTuples();
      if (built !== 'progress') return built === 'none';
    }
  }

  /** Goes through the constraints until none of them tells anything new. */
  private processConstraints(): boolean {
    const { region } = this;
    for (let progress = true; progress; ) {
      progress = false;
      // Those that wait move to the front; comparing may add new ones at the end.
      let waiting = 0;
      const { constraints } = region;
      for (let i = 0; i < constraints.length; i++) {
        const constraint = constraints[i]!;
        const outcome = this.process(constraint);
        if (outcome === 'failed' && !region.tolerant) return false;
        if (outcome === 'waiting') constraints[waiting++] = constraint;
        else progress = true;
      }
      constraints.length = waiting;
    }
    return true;
  }

  private process(constraint: Constraint): 'done' | 'waiting' | 'failed' {
    const { region } = this;
    switch (constraint.kind) {
      case 'is':
        return this.fix(region.variables[constraint.variable]!, constraint.type);
      case 'same': {
        const a = region.variables[constraint.a]!;
        const b = region.variables[constraint.b]!;
        if (a.known) {
          const pair = a.id * maxVariables + b.id;
          if (this.settled.has(pair)) return 'done';
          this.settled.add(pair);
          return this.fix(b, a.known);
        }
        return b.known ? this.fix(a, b.known) : 'waiting';
      }
      case 'tuples': {
        const { found, expected, at } = constraint;
        if (hasUnknownSpread(region, found) || hasUnknownSpread(region, expected)) return 'waiting';
        const wrong = compareTypes(region, found, expected, undefined, at);
        if (!wrong) return 'done';
        region.report(wrong, at);
        return 'failed';
      }
    }
  }

  private fix(variable: Variable, type: Type): 'done' | 'failed' {
    const { region } = this;
    if (variable.known) {
      const wrong = compareTypes(region, variable.known, type, undefined, variable.span);
      if (!wrong) return 'done';
      region.report(wrong, variable.span);
      return 'failed';
    }
    this.steps = 0;
    if (this.occurs(variable.id, type)) {
      region.report(cannotInfer(variable), variable.span);
      return 'failed';
    }
    variable.known = type;
    this.known.push(variable);
    return 'done';
  }

  /**
   * Whether the type, with all that is known put in, contains the variable. Types may share parts, so that there are
   * far more paths than parts: after some steps those that were seen are kept.
   */
  private occurs(id: number, type: Type): boolean {
    switch (type.kind) {
      case 'primitive':
      case 'named':
      case 'parameter':
        return false;
      case 'variable': {
        if (type.id === id) return true;
        const known = this.region.variables[type.id]?.known;
        return known !== undefined && this.occurs(id, known);
      }
      default:
        break;
    }
    this.steps += 1;
    if (this.steps > maxUntracked) {
      if (this.steps === maxUntracked + 1) this.seen.clear();
      if (this.seen.has(type)) return false;
      this.seen.add(type);
    }
    switch (type.kind) {
      case 'array':
        return this.occurs(id, type.item);
      case 'tuple':
        for (const field of type.fields) if (this.occurs(id, field.type)) return true;
        return false;
      case 'enum':
        for (const variant of type.variants) if (this.occurs(id, variant.type)) return true;
        return false;
      case 'function':
        for (const param of type.params) if (this.occurs(id, param.type)) return true;
        return this.occurs(id, type.result);
      case 'comprehension':
        return this.occurs(id, type.source) || this.occurs(id, type.body);
    }
  }

  private checkRequirements(): 'none' | 'progress' | 'failed' {
    let progress = false;
    for (let i = 0; i < this.known.length; i++) {
      const variable = this.known[i]!;
      if (variable.requirements.length === 0) continue;
      let pending = noRequirements;
      const { requirements } = variable;
      variable.requirements = noRequirements;
      for (const requirement of requirements) {
        const outcome = this.check(variable, requirement);
        if (outcome === 'pending') {
          pending = withRequirement(pending, requirement);
        } else if (outcome && !this.region.tolerant) {
          this.region.report(outcome, variable.span);
          return 'failed';
        } else {
          progress = true;
        }
      }
      for (const requirement of variable.requirements) pending = withRequirement(pending, requirement);
      variable.requirements = pending;
    }
    return progress ? 'progress' : 'none';
  }

  private check(variable: Variable, requirement: Requirement): Problem | 'pending' | undefined {
    const { region } = this;
    const type = region.expand(variable.known!);
    // The variable stands for another one that is not known yet.
    if (type.kind === 'variable') return 'pending';
    if (isUnknownType(type)) return undefined;
    if (type.kind === 'parameter') return this.checkParameter(variable, type, requirement);
    return this.checkConcrete(variable, type, requirement, variable.name);
  }

  private checkConcrete(
    variable: Variable,
    type: Type,
    requirement: Requirement,
    name: string | undefined,
  ): Problem | 'pending' | undefined {
    const { region } = this;
    switch (requirement.kind) {
      case 'oneOf':
        if (requirement.alternatives.some((alternative) => sameType(alternative, type))) return undefined;
        return problem(
          'restricted-to-one-of',
          `${prefix(name)}restricted to one of ${this.alternatives(requirement.alternatives)}, found ${region.print(type)}`,
        );
      case 'tuple':
        return type.kind === 'tuple' || type.kind === 'comprehension'
          ? undefined
          : expectedTuple(region, type);
      case 'field': {
        const looked = lookupField(region, type, requirement.key, requirement.span);
        if (looked.kind === 'pending') return 'pending';
        if (looked.kind === 'problem') {
          // Not being a tuple at all is the variable's own fault (specification 1 §7.3).
          return looked.problem.slug === 'lookup-expects-tuple'
            ? { ...looked.problem, span: undefined }
            : looked.problem;
        }
        const wrong = compareTypes(region, looked.type, requirement.type, undefined, variable.span);
        return wrong && { ...wrong, span: wrong.span ?? region.originOf(looked.type) };
      }
      case 'length': {
        const fields = fieldsOf(region, type);
        if (hasUnknownSpread(region, type)) return 'pending';
        if (fields?.length === requirement.length && !fields.some((field) => field.unpack)) return undefined;
        if (type.kind === 'comprehension' && isUnknown(region, type.source)) return 'pending';
        return wrongLength(region, type, requirement.length);
      }
      case 'variant': {
        if (type.kind !== 'enum') {
          return problem(
            'restricted-to-enums',
            `${prefix(name)}restricted to to enums, found ${region.print(type)}`,
          );
        }
        const variant = type.variants.find((v) => v.name === requirement.name);
        if (!variant) return missingVariant(type, requirement.name);
        return compareTypes(region, variant.type, requirement.type, undefined, variable.span);
      }
    }
  }

  /** A type parameter of the enclosing function where something is required (specification 1 §5.6). */
  private checkParameter(
    variable: Variable,
    parameter: ParameterType,
    requirement: Requirement,
  ): Problem | 'pending' | undefined {
    const { region } = this;
    const domain: Domain = region.domainOf(parameter);
    const name = displayName(parameter.name);
    if (domain.kind === 'any') {
      const text = variable.name
        ? `${name} can be any type, but ${displayName(variable.name)} has restrictions`
        : `${name} can be any type, but there are restrictions`;
      return problem('type-param-unrestricted', text);
    }
    if (domain.kind === 'oneOf') {
      for (const alternative of domain.alternatives) {
        const type = region.expand(alternative);
        const wrong = this.checkConcrete(variable, type, requirement, parameter.name);
        if (wrong) return wrong;
      }
      return undefined;
    }
    if (requirement.kind === 'tuple') return undefined;
    if (requirement.kind === 'field') {
      const looked = lookupField(region, parameter, requirement.key, requirement.span);
      if (looked.kind === 'pending') return 'pending';
      if (looked.kind === 'problem') return looked.problem;
      const wrong = compareTypes(region, looked.type, requirement.type, undefined, variable.span);
      return wrong && { ...wrong, span: wrong.span ?? region.originOf(looked.type) };
    }
    return problem('incompatible-domain', 'incompatible type domain');
  }

  private alternatives(types: readonly Type[]): string {
    return printAlternatives(types, { variable: (id) => this.region.variables[id]?.name });
  }

  /** Makes tuples of what is required of variables with a length (specification 1 §5.5). */
  private buildTuples(): 'none' | 'progress' | 'failed' {
    let built = false;
    for (const variable of this.region.variables) {
      if (variable.known) continue;
      const length = variable.requirements.find((r) => r.kind === 'length')?.length;
      if (length === undefined) continue;
      const fields = tupleOf(variable.requirements, length);
      if (!fields) continue;
      const fixed = this.fix(variable, { kind: 'tuple', fields });
      if (fixed === 'failed' && !this.region.tolerant) return 'failed';
      built = true;
    }
    return built ? 'progress' : 'none';
  }

  private allKnown(): boolean {
    if (this.region.tolerant) return true;
    for (const variable of this.region.variables) {
      if (variable.known && this.region.expand(variable.known).kind !== 'variable') continue;
      this.region.report(cannotInfer(variable), variable.span);
      return false;
    }
    return true;
  }
}

function cannotInfer(variable: Variable): Problem {
  const of = variable.name === undefined ? '' : ` of ${displayName(variable.name)}`;
  return problem('cannot-infer-type', `cannot infer type${of}`);
}

function prefix(name: string | undefined): string {
  return name === undefined ? '' : `${displayName(name)} is `;
}

/** Positional requirements take their places, named ones fill the rest from the left. */
function tupleOf(requirements: readonly Requirement[], length: number): TupleField[] | undefined {
  const slots: (TupleField | undefined)[] = new Array(length).fill(undefined);
  const named = new Map<string, Type>();
  for (const requirement of requirements) {
    if (requirement.kind !== 'field') continue;
    if ('name' in requirement.key) {
      if (!named.has(requirement.key.name)) named.set(requirement.key.name, requirement.type);
    } else if (requirement.key.position < length) {
      slots[requirement.key.position] ??= { type: requirement.type };
    }
  }
  let free = 0;
  for (const [name, type] of named) {
    while (free < length && slots[free]) free++;
    if (free === length) break;
    slots[free] = { name, type };
  }
  const fields = slots.filter((slot) => slot !== undefined);
  return fields.length === length ? fields : undefined;
}
