import { Refusal } from '../refusal';
import { caseOf, isNull, type Scalar, tagLiteral } from '../relational/scalar';
import { unpack, type Val } from './value';

/** The tag of an enum or option as a number. */
export function tagOf(subject: Val): Scalar {
  if (subject.kind === 'enum') return subject.tag;
  if (subject.kind === 'option') return subject.some ? tagLiteral(1) : optionTag(subject.scalar);
  if (subject.kind === 'boxed') return tagOf(unpack(subject.scalar, subject.shape));
  throw new Refusal('BAD_PROGRAM', 'bad program: not an enum');
}

function optionTag(scalar: Scalar): Scalar {
  if (scalar.kind === 'null') return tagLiteral(0);
  if (scalar.kind === 'literal') return tagLiteral(1);
  return caseOf([{ when: isNull(scalar), result: tagLiteral(0) }], tagLiteral(1));
}
