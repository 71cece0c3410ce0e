import type { Rel } from '../relational/rel';
import type { Scalar } from '../relational/scalar';
import { withSteps } from '../relational/steps';
import { Uses } from '../relational/uses';
import { addProgram, type Program } from './program';
import { rewriteScalars } from './rewrite-scalars';

/**
 * Puts what `map` held in columns (`Scope.hold`) where it is read, unless it is read more than once: then it stays a
 * column, and the select that computes it an inner one (rule O14). What nobody reads goes. First of all rules, since
 * the others look at what is computed.
 */
export function inlineHeld(program: Program): Program {
  const uses = new LiveUses();
  addProgram(uses, program);
  const { held } = uses;
  if (held.size === 0) return program;
  const inline = (scalar: Scalar): Scalar => {
    if (scalar.kind !== 'column' || uses.of(scalar.column.id) > 1) return scalar;
    const value = values.get(scalar.column.id);
    return value === undefined ? scalar : withSteps(value, scalar.steps);
  };
  const values = new Map<number, Scalar>();
  const settle = (rel: Rel): Rel => {
    if (rel.kind !== 'project' || rel.held !== true) return rel;
    // Its own parts are done: what it reads from below stands in it already.
    for (const { column, value } of rel.definitions) values.set(column.id, value);
    const definitions = rel.definitions.filter(({ column }) => uses.of(column.id) > 1);
    return definitions.length === 0 ? rel.input : { ...rel, definitions };
  };
  return rewriteScalars(program, inline, settle);
}

/** How often columns are read, not counting what held columns would read that nobody asks for. */
class LiveUses extends Uses {
  readonly held = new Map<number, Scalar>();

  override addScalar(scalar: Scalar): void {
    super.addScalar(scalar);
    if (scalar.kind !== 'column' || this.of(scalar.column.id) > 1) return;
    const value = this.held.get(scalar.column.id);
    if (value !== undefined) super.addScalar(value);
  }

  override addRel(rel: Rel): void {
    if (rel.kind !== 'project' || rel.held !== true) {
      super.addRel(rel);
      return;
    }
    this.addRel(rel.input);
    for (const { column, value } of rel.definitions) {
      this.held.set(column.id, value);
      if (this.of(column.id) > 0) super.addScalar(value);
    }
  }
}
