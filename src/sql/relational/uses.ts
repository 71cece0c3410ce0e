import type { Rel } from './rel';
import type { Scalar } from './scalar';
import { visitRelParts, visitScalarParts } from './traverse';

/** How often each column is read in a whole program. Bodies that are shared count once. */
export class Uses {
  private readonly counts = new Map<number, number>();
  private readonly seen = new Set<number>();

  of(id: number): number {
    return this.counts.get(id) ?? 0;
  }

  addScalar(scalar: Scalar): void {
    if (scalar.kind === 'column') {
      const { id } = scalar.column;
      this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
      return;
    }
    visitScalarParts(
      scalar,
      (part) => this.addScalar(part),
      (rel) => this.addRel(rel),
    );
  }

  addRel(rel: Rel): void {
    if (rel.kind === 'shared' && !this.seen.has(rel.id)) {
      this.seen.add(rel.id);
      this.addRel(rel.body.rel);
      for (const value of rel.body.values) this.addScalar(value);
    }
    visitRelParts(
      rel,
      (part) => this.addScalar(part),
      (part) => this.addRel(part),
    );
  }
}
