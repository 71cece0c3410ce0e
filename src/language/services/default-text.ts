import { sourceName } from '../syntax';
import type { Type } from '../types/type';
import type { LanguageSnapshot } from './snapshot';

const frames: Readonly<Record<string, string>> = {
  'std::Bool': 'false',
  'std::Text': '""',
  'std::Date': '@1970-01-01',
  'std::Duration': '@0:00:00',
  'std::Timestamp': '@1970-01-01T00:00:00',
  'std::Float32': '0.0',
  'std::Float64': '0.0',
  'std::Decimal': '0.00',
};
const integers = /^std::U?[Ii]nt(8|16|32|64)$/;

/** How deeply a type is written out; below that its default is called for. */
const maxDepth = 4;

/** Source of the default value of a type (specification 2 §4), short enough to be read and changed. */
export function defaultText(snapshot: LanguageSnapshot, type: Type, depth = 0): string {
  if (type.kind === 'named') {
    const literal = frames[type.path] ?? (integers.test(type.path) ? '0' : undefined);
    if (literal !== undefined) return literal;
  }
  const inner = snapshot.expand(type);
  if (inner !== type && inner.kind === 'named') return defaultText(snapshot, inner, depth);
  if (depth >= maxDepth) return 'default()';
  switch (inner.kind) {
    case 'array':
      return '[]';
    case 'tuple': {
      const fields = inner.fields.map((field) => {
        const value = defaultText(snapshot, field.type, depth + 1);
        return field.name === undefined ? value : `${sourceName(field.name)} = ${value}`;
      });
      return inner.fields.some((field) => field.unpack) ? 'default()' : `{${fields.join(', ')}}`;
    }
    case 'enum': {
      const [first] = inner.variants;
      if (!first) return 'default()';
      const payload = snapshot.expand(first.type);
      const unit = payload.kind === 'tuple' && payload.fields.length === 0;
      return `.${sourceName(first.name)}${unit ? '' : `(${defaultText(snapshot, first.type, depth + 1)})`}`;
    }
    default:
      return 'default()';
  }
}
