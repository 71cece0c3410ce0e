import { describe, expect, it } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from './check-project';
import { signatureOf } from './signature';

const std = checkProject(stdSources, { isStd: true }).project;

const text = `
type Row: {sku: Text, qty: Int32}
type Celsius(Float32)
type Cents(amount: Int64)
const limit = 3: Int8
const rows: [Row] = [
  {"a", 1},
]
func scaled(row: Row, by factor: Int32 = 2) -> row.qty * factor
func pick(a: T, b: U): T? where T, U: {id: Int8, ..} -> .some(a)
external func any_number(N): N where N: Text | AnyNumber
external func found(const name: Text, f: func (Int8): Bool): std::ops::Ordering
anno unit(name: Text, Int8)
`;
const { project } = checkProject([{ path: '', text }], { std });

describe('signatures (specification 1 §11.5)', () => {
  it.each([
    ['Row', 'type Row: {sku: Text, qty: Int32}'],
    ['Celsius', 'type Celsius(Float32)'],
    ['Cents', 'type Cents(amount: Int64)'],
    ['limit', 'const limit: Int8 = 3: Int8'],
    ['rows', 'const rows: [Row]'],
    ['scaled', 'func scaled(Row, by: Int32 = 2): Int32'],
    ['pick', 'func pick(T, U): enum {none, some: T}\nwhere T, U: {id: Int8, ..}'],
    ['any_number', 'func any_number(N): N\nwhere N: AnyNumber | Text'],
    ['found', 'func found(const name: Text, f: func (Int8): Bool): ops::Ordering'],
    ['unit', 'anno unit(name: Text, Int8)'],
    ['std::array::count', 'func count(array: [T]): Int64\nwhere T'],
  ])('%s', (path, signature) => {
    expect(project && signatureOf(project, path)).toBe(signature);
  });
});
