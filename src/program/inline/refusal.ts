import type { Span } from '../../base';
import type { ProblemSlug } from '../problem';

/** Ends inlining of a program that cannot be expanded; `inline` turns it into a diagnostic. */
export class InlineRefusal extends Error {
  readonly slug: ProblemSlug;
  readonly span: Span | undefined;

  constructor(slug: ProblemSlug, span: Span | undefined, message: string) {
    super(message);
    this.slug = slug;
    this.span = span;
  }
}
