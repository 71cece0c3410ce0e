export type { Entry } from './entry';
export { entryOfValue } from './entry-of-value';
export type { FieldType } from './field-type';
export { fieldTypeOf } from './field-type';
export { literalOfEntry } from './literal-of-entry';
export { pastedRows } from './pasted-rows';
export { type EntryFault, type LiteralValue, readEntry } from './read-entry';
export { type Refitted, refitEntry } from './refit';
export { readWritten } from './written-scalar';
