import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Labels } from '../base';
import { printSelector, type Selector, selectorFromJson, selectorToJson, unmetRequirement } from './selector';
import { parseSelector } from './selector-text';

function parsed(text: string): Selector {
  const result = parseSelector(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function fromJson(json: unknown): Selector {
  const result = selectorFromJson(json);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const matches = (text: string, labels: Labels) => unmetRequirement(parsed(text), labels) === null;

describe('selector', () => {
  test('SEL-1 all requirements must hold; the empty selector matches every runner', () => {
    expect(matches('', {})).toBe(true);
    expect(matches('  ', { a: '1' })).toBe(true);
    expect(matches('a=1,b=2', { a: '1', b: '2' })).toBe(true);
    expect(matches('a=1,b=2', { a: '1', b: '3' })).toBe(false);
  });

  const table = [
    ['k = x', {}, false],
    ['k = x', { k: 'x' }, true],
    ['k = x', { k: 'y' }, false],
    ['k in (x, y)', {}, false],
    ['k in (x, y)', { k: 'y' }, true],
    ['k in (x, y)', { k: 'z' }, false],
    ['k notin (x, y)', {}, true],
    ['k notin (x, y)', { k: 'y' }, false],
    ['k notin (x, y)', { k: 'z' }, true],
    ['k != x', {}, true],
    ['k != x', { k: 'x' }, false],
    ['k', {}, false],
    ['k', { k: '' }, true],
    ['!k', {}, true],
    ['!k', { k: 'x' }, false],
  ] as const;

  describe('SEL-2 the table of operators, the row of an absent label included', () => {
    test.each(table)('%s against %j is %s', (text, labels, expected) => {
      expect(matches(text, labels)).toBe(expected);
    });
  });

  test('SEL-3 sets need values, existence takes none, the empty text is a value', () => {
    const wrong = [
      { key: 'k', operator: 'In', values: [] },
      { key: 'k', operator: 'NotIn' },
      { key: 'k', operator: 'Exists', values: ['x'] },
      { key: 'k', operator: 'DoesNotExist', values: ['x'] },
    ];
    for (const requirement of wrong) {
      const result = selectorFromJson({ matchExpressions: [requirement] });
      expect(result).toMatchObject({ ok: false, error: { code: 'INVALID_SPEC' } });
      if (!result.ok) expect(result.error.message).toContain('k');
    }
    expect(matches('k=', { k: '' })).toBe(true);
    expect(matches('k in ()', { k: '' })).toBe(true);
  });

  test('SEL-4 comparison is exact; duplicates are ignored; values are texts only', () => {
    expect(matches('k=X', { k: 'x' })).toBe(false);
    expect(parsed('k in (b, a, b)').requirements[0]!.values).toEqual(['a', 'b']);
    expect(selectorFromJson({ matchLabels: { k: 1 } }).ok).toBe(false);
  });

  test('SEL-5 matchLabels is In with one value', () => {
    expect(fromJson({ matchLabels: { k: 'x' } })).toEqual(
      fromJson({ matchExpressions: [{ key: 'k', operator: 'In', values: ['x'] }] }),
    );
    expect(fromJson({ matchLabels: { k: 'x' } })).toEqual(parsed('k == x'));
  });

  test('SEL-6 contradictions are legal and match nothing', () => {
    expect(matches('k,!k', { k: '1' })).toBe(false);
    expect(matches('k,!k', {})).toBe(false);
  });

  test('SEL-7 text to JSON to text is stable', () => {
    const text = 'b=1 ,a notin( x,y ), !c , example.org/d';
    const once = printSelector(parsed(text));
    expect(once).toBe('a notin (x,y),b=1,!c,example.org/d');
    expect(printSelector(fromJson(selectorToJson(parsed(once))))).toBe(once);
  });

  test('SEL-7 reading what was printed gives the same selector', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,8}[A-Za-z0-9])?$/);
    const values = fc.array(fc.oneof(name, fc.constant('')), { minLength: 1, maxLength: 3 });
    const requirement = fc.oneof(
      fc.record({ key: name, operator: fc.constantFrom('In', 'NotIn'), values }),
      fc.record({ key: name, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
    );
    fc.assert(
      fc.property(fc.array(requirement, { maxLength: 4 }), (matchExpressions) => {
        const selector = fromJson({ matchExpressions });
        expect(parsed(printSelector(selector))).toEqual(selector);
      }),
    );
  });

  test('SEL-7 `in` and `notin` are words only between a key and a parenthesis', () => {
    expect(parsed('in').requirements).toEqual([{ key: 'in', operator: 'Exists', values: [] }]);
    expect(parsed('in in (in)').requirements).toEqual([{ key: 'in', operator: 'In', values: ['in'] }]);
    expect(parseSelector('a in').ok).toBe(false);
  });

  test.each([
    ['a,', 3],
    ['a=b c', 5],
    ['a in (b', 8],
    ['=x', 1],
    ['-a', 1],
  ])('SEL-7 the mistake in %j is at column %i', (text, column) => {
    expect(parseSelector(text)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_SPEC', data: { column } },
    });
  });

  test('SEL-8 unknown operators and fields are refused', () => {
    expect(selectorFromJson({ matchExpressions: [{ key: 'k', operator: 'Gt', values: ['1'] }] }).ok).toBe(
      false,
    );
    expect(selectorFromJson({ matchExpressions: [{ key: 'k', operator: 'Exists', extra: 1 }] }).ok).toBe(
      false,
    );
    expect(selectorFromJson({ match: {} }).ok).toBe(false);
  });
});
