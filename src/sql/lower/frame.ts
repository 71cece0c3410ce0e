import type { ir } from '../../program';
import { Refusal } from '../refusal';
import { caseOf, literal, operator } from '../relational/scalar';
import { boolShape, type LeafName, type Shape } from '../shape';
import { leaf, type Val } from './value';

const widths: Readonly<Partial<Record<LeafName, number>>> = { Prim8: 8, Prim16: 16, Prim32: 32, Prim64: 64 };
/** What is the same number as its bits. */
const unsigned: ReadonlySet<LeafName> = new Set(['Uint8', 'Uint16', 'Uint32', 'Uint64']);

/**
 * A value as the type it has once a frame is put around it or taken off. That changes nothing but the type, except
 * between a type of the standard library and its bits, which SQL keeps in other columns.
 *
 * @throws {Refusal} for bits that have no form in SQL: those of texts, signed integers, decimals and floats.
 */
export function retyped(val: Val, shape: Shape, span: ir.Expr['span']): Val {
  if (val.kind !== 'leaf' || shape.kind !== 'leaf') {
    if (val.kind === 'leaf' ? shape.kind === 'array' : shape.kind === 'leaf') throw noBits('Text', span);
    return val;
  }
  const { scalar } = val;
  const from = val.shape.name;
  const to = shape.name;
  if (from === to) return val;
  const toBits = widths[to];
  if ((widths[from] === undefined) !== (toBits === undefined)) {
    if (from === 'Bool')
      return leaf(shape, caseOf([{ when: scalar, result: literal(shape, 1n) }], literal(shape, 0n)));
    if (to === 'Bool') return leaf(shape, operator('<>', boolShape, scalar, literal(val.shape, 0n)));
    const whole = scalar.kind === 'literal' && typeof scalar.value === 'bigint' ? scalar.value : undefined;
    if (whole !== undefined && toBits !== undefined)
      return leaf(shape, literal(shape, BigInt.asUintN(toBits, whole)));
    const other = toBits === undefined ? to : from;
    if (!unsigned.has(other)) throw noBits(other, span);
  }
  return leaf(shape, { ...scalar, shape });
}

/** Literals of the bits of a text have no form either. */
export function noBits(of: LeafName, span: ir.Expr['span']): Refusal {
  const article = /^[AEI]/.test(of) ? 'an' : 'a';
  return new Refusal('BITS', `the bits of ${article} ${of} have no form in SQL`, span);
}
