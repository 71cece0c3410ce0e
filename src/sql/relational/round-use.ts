import type { Rel, Selected } from './rel';
import type { Scalar } from './scalar';
import { visitRelParts, visitScalarParts } from './traverse';

/**
 * Whether the step of an iteration reads the round before it only row by row, and once: all that PostgreSQL
 * allows of a recursive query (specification 4 §8.6).
 */
export function readsRowByRow(step: Selected, iterate: number): boolean {
  const found = { plain: 0, other: 0 };
  const look = (rel: Rel, plain: boolean): void => {
    if (rel.kind === 'round') {
      if (rel.iterate === iterate) found[plain ? 'plain' : 'other'] += 1;
      return;
    }
    const inner = plain && (rel.kind === 'project' || rel.kind === 'where' || rel.kind === 'join');
    if (rel.kind === 'left_join') {
      look(rel.left, plain);
      look(rel.right, false);
      return;
    }
    visitRelParts(rel, lookIn, (part) => look(part, inner));
  };
  const lookIn = (scalar: Scalar): void => visitScalarParts(scalar, lookIn, (rel) => look(rel, false));
  look(step.rel, true);
  for (const value of step.values) lookIn(value);
  return found.other === 0 && found.plain <= 1;
}
