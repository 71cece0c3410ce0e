import type { ir } from '../../program';
import type { Constant } from '../relational/scalar';
import type { LeafName } from '../shape';

/** What the raw bits of a literal mean as a value of that type. */
export function constantOfLiteral(literal: ir.Literal, name: LeafName): Constant {
  if (literal.kind === 'text') return literal.text;
  const bits = BigInt(literal.bits);
  switch (name) {
    case 'Bool':
      return bits !== 0n;
    case 'Float32':
      return floatOf(bits, 4);
    case 'Float64':
      return floatOf(bits, 8);
    case 'Int8':
      return BigInt.asIntN(8, bits);
    case 'Int16':
      return BigInt.asIntN(16, bits);
    case 'Int32':
    case 'Date':
      return BigInt.asIntN(32, bits);
    case 'Int64':
    case 'Duration':
    case 'Timestamp':
    case 'Decimal':
      return BigInt.asIntN(64, bits);
    default:
      return bits;
  }
}

function floatOf(bits: bigint, bytes: 4 | 8): number {
  const view = new DataView(new ArrayBuffer(8));
  if (bytes === 4) {
    view.setUint32(0, Number(bits));
    return view.getFloat32(0);
  }
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
