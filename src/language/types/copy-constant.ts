import type { Region } from './region';
import type { Type } from './type';
import type { TypedExpr } from './typed-tree';

/**
 * A copy of a constant expression for a call that leaves its argument out, with the type parameters of the
 * callee replaced. Only forms that may stand in a default (specification 1 §9) are taken apart.
 */
export function copyConstant(expr: TypedExpr, replace: (type: Type) => Type, region: Region): TypedExpr {
  const copy = (inner: TypedExpr): TypedExpr => copyConstant(inner, replace, region);
  const type = replace(expr.type);
  switch (expr.kind) {
    case 'tuple':
      return region.keep({
        ...expr,
        type,
        fields: expr.fields.map((field) => ({ ...field, value: copy(field.value) })),
      });
    case 'array':
      return region.keep({ ...expr, type, items: expr.items.map(copy) });
    case 'variant':
      return region.keep({ ...expr, type, payload: expr.payload && copy(expr.payload) });
    case 'lookup':
      return region.keep({ ...expr, type, base: copy(expr.base) });
    default:
      return region.keep({ ...expr, type });
  }
}
