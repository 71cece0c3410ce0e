import type { Scalar } from '../relational/scalar';
import type { Form } from './lowering';
import { valOf } from './value';

const parts = ['year', 'month', 'day'];

/** Three columns out of one date; each has its own entry in the function table. */
const toYearMonthDay: Form = (site) => {
  const date = site.scope.keep(site.scalar(0));
  const { shape } = site;
  if (shape.kind !== 'tuple') throw site.refuse('BAD_PROGRAM', 'gives a tuple');
  return valOf(
    shape,
    shape.fields.map(
      (field, position): Scalar => ({
        kind: 'call',
        name: `${site.name}::${parts[position]}`,
        args: [date],
        shape: field.shape,
      }),
    ),
  );
};

export const dateForms: Readonly<Record<string, Form>> = {
  'std::date::to_year_month_day': toYearMonthDay,
};
