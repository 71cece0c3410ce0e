import { and, not, or } from '../relational/scalar';
import { boolShape } from '../shape';
import type { Form } from './lowering';
import { leaf } from './value';

/** Logic is kept apart from other functions, because conditions are taken to pieces. */
export const logicForms: Readonly<Record<string, Form>> = {
  'std::ops::and': (site) => leaf(boolShape, and(site.scalar(0), site.scalar(1))),
  'std::ops::or': (site) => leaf(boolShape, or(site.scalar(0), site.scalar(1))),
  'std::ops::not': (site) => leaf(boolShape, not(site.scalar(0))),
};
