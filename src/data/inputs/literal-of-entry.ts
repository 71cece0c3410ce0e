import { nameText, quoted, type ScalarName } from '../../value';
import type { Entry } from './entry';
import type { FieldType } from './field-type';
import { readWritten } from './written-scalar';

/**
 * The form as Lutra source, for a level that is switched to a literal (DAT-13). Words that are no value of their type
 * come out as they were typed, for the person to mend.
 */
export function literalOfEntry(type: FieldType, entry: Entry): string {
  switch (entry.kind) {
    case 'literal':
      return entry.text;
    case 'switch':
      return String(entry.on);
    case 'words':
      return type.kind === 'scalar' ? scalarSource(type.scalar, entry.text) : entry.text;
    case 'maybe':
      if (type.kind !== 'option' || !entry.on || entry.item === null) return '.none';
      return `.some(${literalOfEntry(type.item, entry.item)})`;
    case 'choice': {
      const variant =
        type.kind === 'enum' ? type.variants.find(({ name }) => name === entry.variant) : undefined;
      const name = `.${nameText(entry.variant)}`;
      return variant === undefined || variant.payload === null || entry.payload === null
        ? name
        : `${name}(${literalOfEntry(variant.payload, entry.payload)})`;
    }
    case 'group': {
      if (type.kind !== 'tuple') return '{}';
      const fields = type.fields.map(({ name, type: of }, i) => {
        const source = literalOfEntry(of, entry.fields[i]!);
        return name === undefined ? source : `${nameText(name)} = ${source}`;
      });
      return `{${fields.join(', ')}}`;
    }
    case 'rows':
      return type.kind === 'array'
        ? `[${entry.items.map((item) => literalOfEntry(type.item, item)).join(', ')}]`
        : '[]';
  }
}

function scalarSource(scalar: ScalarName, text: string): string {
  if (scalar === 'Text') return quoted(text);
  const words = text.trim();
  if (scalar === 'Bool' || words === '') return words;
  const value = readWritten(words, scalar);
  switch (scalar) {
    case 'Time':
      return value.ok ? `std::Time(${value.value})` : words;
    case 'Date':
      return `@${words.replace(/^@/, '')}`;
    case 'Timestamp':
      return `@${words.replace(/^@/, '').replace(' ', 'T')}`;
    case 'Duration':
      return words.startsWith('-') ? `@-${words.slice(1).replace(/^@/, '')}` : `@${words.replace(/^@/, '')}`;
    case 'Float32':
    case 'Float64':
    case 'Decimal':
      return floatSource(words);
    default:
      return words.replace(/^\+/, '');
  }
}

function floatSource(words: string): string {
  const special = { nan: '(0.0 / 0.0)', inf: '(1.0 / 0.0)', '-inf': '(-1.0 / 0.0)' };
  const known =
    special[words.toLowerCase().replace('infinity', 'inf').replace(/^\+/, '') as keyof typeof special];
  if (known !== undefined) return known;
  const plain = words
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=$|[eE])/, '.0');
  return plain;
}
