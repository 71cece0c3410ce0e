import type { DiagnosticCode } from '../../base';

/** One row of the catalogue: what kind of mistake it is, in general words. */
export interface CatalogueRow {
  readonly code: DiagnosticCode;
  /** The condition in words, as the heading of its explanation page (specification 7 EXP-5). */
  readonly title: string;
  readonly severity: 'error' | 'hint';
}

function error(code: DiagnosticCode, title: string): CatalogueRow {
  return { code, title, severity: 'error' };
}

function hint(title: string): CatalogueRow {
  return { code: 'E0004', title, severity: 'hint' };
}

/**
 * Every kind of diagnostic there is, by its stable name (specification 1 §11.2, in the order of its table).
 * A slug never changes its meaning: links to explanation pages carry it.
 */
export const catalogue = {
  // Text and grammar
  syntax: error('E0003', 'The text does not follow the grammar'),
  'nesting-too-deep': error('E0003', 'Brackets or operators are nested too deeply'),
  'duplicate-name-in-file': error('E0003', 'Two definitions of one module have the same name'),
  'duplicate-name-across-files': error('E0000', 'Two files give one module the same name'),
  'invalid-interpolation': error('E0003', 'The part between braces is not a name with fields'),
  'positional-field-after-named': error('E0003', 'A tuple domain lists a positional field after a named one'),

  // Names
  'root-is-submodule': error('E0000', 'The root file of the project is a submodule'),
  'pipe-needs-function': error('E0000', 'The right side of a pipe is not a call or a function'),
  'name-does-not-exist': error('E0000', 'No definition has this name'),
  'unknown-name': error('E0000', 'The path leads into something that is not a module'),
  'recursive-reference': error('E0000', 'An import or a path leads back to itself'),
  'param-is-not-a-module': error('E0000', 'The first part of the path is a parameter'),
  'different-pattern-names': error('E0000', 'Alternatives of a pattern bind different names'),
  'comprehension-field-name': error('E0000', 'A comprehension names its field differently from its loop'),
  'cyclic-reference': error('E0000', 'Functions refer to each other in a circle'),
  'expected-module': error('E0005', 'A star import needs a module'),
  'expected-value': error('E0005', 'A module, type or annotation is used as a value'),
  'expected-type': error('E0005', 'A module or value is used as a type'),
  'expected-annotation': error('E0005', 'Something that is not an annotation is used as one'),
  'invalid-annotation': error('E0000', 'An annotation is neither a path nor a call of a path'),

  // Definitions
  'missing-type-annotation': error('E0000', 'A parameter of a generic function has no type'),
  'unusable-default': error('E0000', 'A default value can never be used'),
  'default-not-constant': error('E0000', 'A default value is not constant'),
  'not-constant': error('E0000', 'A value must be known without running anything'),

  // Calls
  'expected-function': error('E0000', 'Something that is not a function is called'),
  'too-many-arguments': error('E0000', 'A call has more arguments than the function has parameters'),
  'positional-after-labelled': error('E0000', 'A positional argument comes after a labelled one'),
  'unknown-parameter': error('E0000', 'The function has no parameter with this label'),
  'missing-argument': error('E0000', 'A call lacks an argument'),

  // Types
  'type-mismatch': error('E0006', 'A value has another type than its place expects'),
  'field-does-not-exist': error('E0006', 'The type has no such field'),
  'domain-lacks-field': error('E0006', 'The domain of a type parameter does not list the field'),
  'lookup-expects-tuple': error('E0006', 'A field is looked up in something that is not a tuple'),
  'unpack-expects-tuple': error('E0006', 'Something that is not a tuple is unpacked'),
  'lookup-into-type-param': error(
    'E0000',
    'A field is looked up in a type parameter that may not be a tuple',
  ),
  'ambiguous-lookup': error('E0000', 'A field is looked up behind an unpacked value of unknown type'),
  'positional-lookup-into-unpack': error(
    'E0000',
    'A position is looked up behind an unpacked type parameter',
  ),
  'expected-enum': error('E0000', 'A variant is matched against something that is not an enum'),
  'variant-does-not-exist': error('E0000', 'The enum has no such variant'),
  'restricted-to-one-of': error('E0007', 'The type is not one of those allowed here'),
  'restricted-to-enums': error('E0007', 'A variant is used where the type is not an enum'),
  'expected-tuple-length': error('E0007', 'A tuple has another number of fields than expected'),
  'type-param-unrestricted': error('E0007', 'A type parameter may be more than is allowed here'),
  'incompatible-domain': error('E0007', 'The domains of two type parameters do not fit'),
  'cannot-infer-type': error('E0000', 'Nothing determines this type'),
  'cannot-infer-types': error('E0000', 'Several types depend on each other only'),
  'infinite-size': error('E0000', 'A type contains itself'),
  'type-too-large': error('E0000', 'A type has too many parts'),
  'invalid-date': error('E0000', 'The calendar does not have this date'),

  // Programs
  'entry-not-data': error('E0000', 'The input or output of the program contains a function'),
  internal: error('E0001', 'The compiler made a mistake'),

  // Hints: never part of a check's errors (specification 7 §4.4)
  'unused-name': hint('A name is never used'),
  'unreachable-branch': hint('A branch of a match can never be reached'),
  'missing-arms': hint('A match does not name every variant'),
} as const satisfies Record<string, CatalogueRow>;

/** The stable name of a row. */
export type DiagnosticSlug = keyof typeof catalogue;
