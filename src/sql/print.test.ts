import { describe, expect, test } from 'vitest';
import { printQuery } from './print';
import { Refusal } from './refusal';
import { binary, call, cast, name, negative, not, number, string } from './tree/build';
import type { SqlExpr } from './tree/expr';
import { query, select } from './tree/query';

function printed(expr: SqlExpr, dialect: 'duckdb' | 'postgres' = 'postgres'): string {
  const { text } = printQuery(query(select({ projection: [{ expr, name: undefined }] })), dialect).finished();
  return text.slice('SELECT '.length);
}

describe('operators (specification 4 §7)', () => {
  const [a, b, c] = [name('a'), name('b'), name('c')];

  test('parentheses only where precedence asks', () => {
    expect(printed(binary('+', a, binary('*', b, c)))).toBe('a + b * c');
    expect(printed(binary('*', a, binary('+', b, c)))).toBe('a * (b + c)');
    expect(printed(binary('-', a, binary('-', b, c)))).toBe('a - (b - c)');
    expect(printed(binary('AND', a, binary('OR', b, c)))).toBe('a AND (b OR c)');
    expect(printed(not(binary('=', a, b)))).toBe('NOT a = b');
  });

  test('a cast binds tighter than a minus', () => {
    expect(printed(negative(cast(a, 'int4')))).toBe('-(a::int4)');
    expect(printed(cast(binary('+', a, b), 'int4'))).toBe('(a + b)::int4');
  });

  test('negative numbers stand in parentheses, so that no operator is read into them', () => {
    expect(printed(binary('%', a, number(-6)))).toBe('a % (-6)');
    expect(printed(cast(number(-5), 'int4'))).toBe('(-5)::int4');
  });
});

describe('quoting (specification 4 §7)', () => {
  test('quotes in texts are doubled, whatever stands before them; a backslash is ordinary', () => {
    expect(printed(string("it's"))).toBe("'it''s'");
    expect(printed(string("\\'"))).toBe("'\\'''");
    expect(printed(string("''"))).toBe("''''''");
  });

  test('names are quoted unless they are plain and free', () => {
    expect(printed(name('title'))).toBe('title');
    expect(printed(name('Title'))).toBe('"Title"');
    expect(printed(name('order'))).toBe('"order"');
    expect(printed(name('home.street'))).toBe('"home.street"');
    expect(printed(name('a"b'))).toBe('"a""b"');
  });

  test('each engine has reserved words of its own', () => {
    expect(printed(name('at'), 'duckdb')).toBe('"at"');
    expect(printed(name('at'), 'postgres')).toBe('at');
    expect(printed(name('user'), 'postgres')).toBe('"user"');
  });

  test('a name cannot hold U+0000', () => {
    expect(() => printed(name('a\0b'))).toThrow(Refusal);
  });
});

test('aggregates carry their order and filter', () => {
  const order = [{ expr: name('k'), descending: true }];
  const filter = binary('>', name('x'), number(1));
  expect(printed({ kind: 'call', name: 'SUM', args: [name('x')], order, filter })).toBe(
    'SUM(x ORDER BY k DESC) FILTER (WHERE x > 1)',
  );
  expect(printed(call('COALESCE', name('x'), number(0)))).toBe('COALESCE(x, 0)');
});
