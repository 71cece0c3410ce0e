import { describe, expect, test } from 'vitest';
import { displayed } from './number-display';

const number = (text: string) => ({ kind: 'number', text }) as const;

describe('RES-7 and I18-2 the display of numbers', () => {
  test('is exact by default: every digit of 64 bits, no grouping, no local form', () => {
    expect(displayed(number('9223372036854775807'), 'exact')).toBe('9223372036854775807');
    expect(displayed({ kind: 'time', text: '2026-01-31' }, 'exact')).toBe('2026-01-31');
  });

  test('groups digits in front of the point, and leaves what is no plain number', () => {
    expect(displayed(number('-1234567.8901'), 'grouped')).toBe('-1\u202f234\u202f567.8901');
    expect(displayed(number('NaN'), 'grouped')).toBe('NaN');
    expect(displayed({ kind: 'text', text: '1234567' }, 'local')).toBe('1234567');
  });

  test('the local form keeps all digits', () => {
    const shown = displayed(number('9223372036854775807'), 'local');
    expect(shown.replace(/\D/g, '')).toBe('9223372036854775807');
  });
});
