import type { Ty, Value } from '../../value';
import type { LaidOutProgram } from './laid-out-program';

/** The default value of a type (specification 2 §4). Lowering has refused the types that have none. */
export function defaultData(program: LaidOutProgram, ty: Ty): Value {
  const { kind } = program.types.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'primitive':
      return kind.width === 64 ? 0n : 0;
    case 'ident': {
      const material = program.types.materialise(ty).kind;
      if (material.kind === 'array') return '';
      return material.kind === 'primitive' && material.width === 64 ? 0n : 0;
    }
    case 'array':
      return [];
    case 'tuple':
      return kind.fields.map((field) => defaultData(program, field.ty));
    case 'enum': {
      const first = kind.variants[0];
      if (first === undefined) throw new Error('an enum without variants has no default value');
      return { tag: 0, payload: defaultData(program, first.ty) };
    }
    case 'function':
      throw new Error('a function has no default value');
  }
}
