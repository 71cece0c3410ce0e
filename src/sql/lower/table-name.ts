import type { TableName } from '../relational/rel';
import { constantOf, type Scalar } from '../relational/scalar';
import type { CallSite } from './lowering';

/** The table a constant names: cut at the first slash into schema and table (specification 4 §10). */
export function tableName(site: CallSite, scalar: Scalar): TableName {
  const text = constantOf(scalar);
  if (typeof text !== 'string') throw site.refuse('TABLE_NAME', 'the table name must be a constant');
  const slash = text.indexOf('/');
  const schema = slash < 0 ? undefined : text.slice(0, slash);
  const table = text.slice(slash + 1);
  if (table === '' || schema === '') {
    throw site.refuse('TABLE_NAME', `"${text}" is no table name: a part of it is empty`);
  }
  if (text.includes('\0')) throw site.refuse('TABLE_NAME', 'a table name must not contain U+0000');
  return { schema, table };
}
