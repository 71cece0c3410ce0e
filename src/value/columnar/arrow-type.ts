import { type Data, DataType, type Field, type Table, Type, tableFromIPC } from 'apache-arrow';
import type { Result } from '../../base';
import { catchFormat, type FormatError, invalidData } from '../format-error';
import { arrayTy, enumTy, optionTy, scalarTy, tupleTy, unitTy } from '../make-ty';
import type { Ty } from '../ty';

/** The type of an Arrow file's rows, `[{…}]`. What Lutra has no type for is `InvalidData`, which names it. */
export function arrowType(file: Uint8Array): Result<Ty, FormatError> {
  let table: Table;
  try {
    table = tableFromIPC(file);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, error: { kind: 'InvalidData', message: `not an Arrow file: ${reason}` } };
  }
  return catchFormat(() =>
    arrayTy(
      tupleTy(
        ...table.schema.fields.map((field, i) => {
          const chunks = table.batches.map((batch) => batch.data.children[i]!);
          return [field.name, fieldTy(field, chunks)] as const;
        }),
      ),
    ),
  );
}

/** A column is optional only where it holds a null. */
function fieldTy(field: Field, chunks: readonly Data[]): Ty {
  const ty = plainTy(field, field.type, chunks);
  const holdsNull = field.type.typeId === Type.Null || chunks.some((chunk) => chunk.nullCount > 0);
  return holdsNull ? optionTy(ty) : ty;
}

function plainTy(field: Field, type: DataType, chunks: readonly Data[]): Ty {
  if (DataType.isNull(type)) return scalarTy('Text');
  if (DataType.isBool(type)) return scalarTy('Bool');
  if (DataType.isInt(type)) {
    return scalarTy(`${type.isSigned ? 'Int' : 'Uint'}${type.bitWidth}` as 'Int8');
  }
  if (DataType.isFloat(type) && type.precision > 0) {
    return scalarTy(type.precision === 1 ? 'Float32' : 'Float64');
  }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return scalarTy('Text');
  if (DataType.isDate(type)) return scalarTy('Date');
  if (DataType.isTime(type)) return scalarTy('Time');
  if (DataType.isTimestamp(type)) return scalarTy('Timestamp');
  if (DataType.isDuration(type)) return scalarTy('Duration');
  if (DataType.isDecimal(type)) return scalarTy('Decimal');
  if (DataType.isDictionary(type)) return plainTy(field, type.dictionary, []);
  const parts = (i: number) =>
    chunks.flatMap((chunk) => (chunk.children[i] === undefined ? [] : [chunk.children[i]!]));
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    return arrayTy(fieldTy(type.children[0]!, parts(0)));
  }
  if (DataType.isStruct(type)) {
    return tupleTy(...type.children.map((child, i) => [child.name, fieldTy(child, parts(i))] as const));
  }
  if (DataType.isUnion(type)) {
    return enumTy(
      type.children.map((child, i) => [
        child.name,
        child.type.typeId === Type.Null ? unitTy : fieldTy(child, parts(i)),
      ]),
    );
  }
  throw invalidData(`column ${field.name}: Lutra has no type for Arrow ${type}`);
}
