import { aggregateForms } from './aggregates';
import { arithmeticForms } from './arithmetic';
import { arrayForms } from './arrays';
import { columnarForms } from './columnar';
import { cmp, eq, ordered } from './compare';
import { compareRecursive } from './compare-recursive';
import { dateForms } from './dates';
import { logicForms } from './logic';
import type { Form } from './lowering';
import { recursionForms } from './recursion';
import { tableForms } from './tables';
import { windowForms } from './windows';

/** Every external that is more than a function of scalars. */
export const forms: Readonly<Record<string, Form>> = {
  'std::ops::eq': eq,
  'std::ops::lt': ordered('std::ops::lt'),
  'std::ops::lte': ordered('std::ops::lte'),
  'std::ops::cmp': cmp,
  'std::ops::cmp_typed': compareRecursive,
  ...arithmeticForms,
  ...logicForms,
  ...arrayForms,
  ...aggregateForms,
  ...columnarForms,
  ...windowForms,
  ...recursionForms,
  ...dateForms,
  ...tableForms,
};
