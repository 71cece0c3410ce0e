import { diagnosticAt } from '../diagnostics';
import type { Pattern } from '../syntax/tree';
import { compareTypes } from './compare';
import type { Inferrer } from './infer-expression';
import { missingVariant } from './problem';
import { remembering, type Type, unitType } from './type';
import type { Local, TypedPattern } from './typed-tree';

/**
 * Types a pattern against the type of what it is held against (specification 1 §8.1). `bound` collects the names;
 * a name that is there already comes from an earlier alternative and must have the same type.
 */
export function inferPattern(
  inferrer: Inferrer,
  pattern: Pattern,
  subject: Type,
  bound: Map<string, Local>,
): TypedPattern | undefined {
  const { region } = inferrer;
  const { span } = pattern;
  switch (pattern.kind) {
    case 'bind': {
      const type = remembering(subject, inferrer.from(span));
      const earlier = bound.get(pattern.name.name);
      if (earlier) {
        const wrong = compareTypes(region, type, earlier.type, undefined, span);
        if (wrong && !region.tolerant) {
          region.report(wrong, span);
          return undefined;
        }
        return region.keep<TypedPattern>({ kind: 'bind', local: earlier, type: subject, span });
      }
      const local = inferrer.introduce(inferrer.names.binders.get(pattern), type);
      bound.set(pattern.name.name, local);
      return region.keep<TypedPattern>({ kind: 'bind', local, type: subject, span });
    }
    case 'literal': {
      const type = inferrer.literalType(pattern.literal, span);
      const wrong = compareTypes(region, type, subject, 'match', span);
      if (wrong) region.report(wrong, span);
      return region.keep<TypedPattern>({ kind: 'literal', literal: pattern.literal, type: subject, span });
    }
    case 'variant': {
      const payloadType = inferVariant(inferrer, pattern, subject) ?? inferrer.tolerated(span);
      if (!payloadType) return undefined;
      const name = pattern.name.name;
      if (!pattern.payload) return region.keep<TypedPattern>({ kind: 'variant', name, type: subject, span });
      const payload = inferPattern(inferrer, pattern.payload, payloadType, bound);
      return payload && region.keep<TypedPattern>({ kind: 'variant', name, payload, type: subject, span });
    }
    case 'or': {
      const alternatives: TypedPattern[] = [];
      for (const alternative of pattern.alternatives) {
        const typed = inferPattern(inferrer, alternative, subject, bound);
        if (!typed) return undefined;
        alternatives.push(typed);
      }
      return region.keep<TypedPattern>({ kind: 'or', alternatives, type: subject, span });
    }
  }
}

/** The payload type of the variant that a pattern names. */
function inferVariant(
  inferrer: Inferrer,
  pattern: Extract<Pattern, { kind: 'variant' }>,
  subject: Type,
): Type | undefined {
  const { region } = inferrer;
  const name = pattern.name.name;
  const type = region.expand(subject);
  if (type.kind === 'variable') {
    const payload = pattern.payload ? region.variable(pattern.span) : unitType;
    region.require(type, { kind: 'variant', name, type: payload });
    return payload;
  }
  if (type.kind !== 'enum') {
    const notes =
      type.kind === 'parameter' ? [{ message: 'found type parameter, which might not be an enum' }] : [];
    region.diagnostics.push(diagnosticAt('expected-enum', pattern.span, 'expected an enum', notes));
    return undefined;
  }
  const variant = type.variants.find((v) => v.name === name);
  if (variant) return variant.type;
  region.report(missingVariant(type, name), pattern.span);
  return undefined;
}
