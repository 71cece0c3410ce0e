import { aggregatesIntoGroups } from './aggregates-into-groups';
import { liftAggregates } from './lift-aggregates';
import type { Program } from './program';

/** All rules, in order (specification 4 §11). */
export function optimise(program: Program): Program {
  return liftAggregates(aggregatesIntoGroups(program));
}
