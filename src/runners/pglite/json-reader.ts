import { standardScalar, type Ty, type TypeTable, type Value } from '../../value';
import { floatValue, integerValue, ResultMisfit } from '../relational';

/** JSON whose numbers are still text, so that no digit is lost before the type is known. */
export type Json =
  | null
  | boolean
  | string
  | JsonNumber
  | readonly Json[]
  | { readonly members: ReadonlyMap<string, Json> };

export interface JsonNumber {
  readonly digits: string;
}

/** Reads the text of a jsonb value as PostgreSQL prints it. Nesting is followed with a stack of its own. */
export function readJson(text: string): Json {
  const tokens = /\s*(?:([[\]{},:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null))/gy;
  const open: (Json[] | { members: Map<string, Json>; key: string | undefined })[] = [];
  let result: Json | undefined;
  const put = (value: Json) => {
    const parent = open.at(-1);
    if (parent === undefined) result = value;
    else if (Array.isArray(parent)) parent.push(value);
    else if (parent.key === undefined) parent.key = value as string;
    else {
      parent.members.set(parent.key, value);
      parent.key = undefined;
    }
  };
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [, mark, string, digits, word] = match;
    if (string !== undefined) put(JSON.parse(string) as string);
    else if (digits !== undefined) put({ digits });
    else if (word !== undefined) put(word === 'null' ? null : word === 'true');
    else if (mark === '[') open.push([]);
    else if (mark === '{') open.push({ members: new Map(), key: undefined });
    else if (mark === ']' || mark === '}') {
      const done = open.pop()!;
      put(Array.isArray(done) ? done : { members: done.members });
    }
  }
  if (result === undefined) throw new ResultMisfit('a text that is not JSON');
  return result;
}

/** The value of a packed type. Throws {@link ResultMisfit} when the JSON is of another form. */
export function unpackJson(json: Json, ty: Ty, table: TypeTable): Value {
  const { kind } = table.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'ident': {
      const scalar = standardScalar(kind.path)!;
      if (scalar === 'Text') return typeof json === 'string' ? json : misfit('a text');
      if (scalar === 'Bool') return typeof json === 'boolean' ? Number(json) : misfit('a boolean');
      if (scalar === 'Float32' || scalar === 'Float64') return floatValue(scalar, floatNumber(json, scalar));
      return integerValue(scalar, integerNumber(json));
    }
    case 'primitive':
      return integerValue(kind.width, integerNumber(json));
    case 'array':
      return asArray(json).map((item) => unpackJson(item, kind.item, table));
    case 'tuple': {
      const items = asArray(json);
      if (items.length !== kind.fields.length) misfit(`${kind.fields.length} fields`);
      return items.map((item, i) => unpackJson(item, kind.fields[i]!.ty, table));
    }
    case 'enum': {
      if (typeof json !== 'object' || json === null || !('members' in json) || json.members.size !== 1)
        return misfit('an enum');
      const [key, payload] = [...json.members][0]!;
      const tag = Number(key);
      const variant = kind.variants[tag];
      return variant ? { tag, payload: unpackJson(payload, variant.ty, table) } : misfit('a known variant');
    }
    case 'function':
      throw new Error('a function cannot be unpacked');
  }
}

function asArray(json: Json): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : misfit('an array');
}

function integerNumber(json: Json): bigint {
  if (typeof json !== 'object' || json === null || !('digits' in json)) return misfit('an integer');
  const match = /^(-?\d+)(?:\.0+)?$/.exec(json.digits);
  return match ? BigInt(match[1]!) : misfit('an integer');
}

function floatNumber(json: Json, scalar: 'Float32' | 'Float64'): number {
  const text =
    typeof json === 'string'
      ? json
      : typeof json === 'object' && json !== null && 'digits' in json
        ? json.digits
        : misfit('a number');
  return scalar === 'Float32' ? Math.fround(Number(text)) : Number(text);
}

function misfit(expected: string): never {
  throw new ResultMisfit(`JSON that is not ${expected}`);
}
