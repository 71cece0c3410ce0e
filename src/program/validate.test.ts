import { expect, test } from 'vitest';
import { readIr } from './text/read-ir';
import { validate } from './validate';

const defs = `type std::Bool = Prim8;
type std::Int8 = Prim8;
type std::Int16 = Prim16;
type std::Text = [Prim8];
type Cents = Int8;
`;

function problems(body: string, output: string, input = '{}'): string[] {
  const program = readIr(`${defs}let main = (func 0 -> ${body}): func (${input}) -> ${output}`);
  if (!program.ok) throw new Error(`${program.error.message} at ${program.error.offset}`);
  return validate(program.value);
}

test.each([
  ['names of types and fields make no difference', '(tuple 1: Int8,): {a: Cents}', '{Int8}', []],
  ['a binding that is not there', 'var.3: Int8', 'Int8', ['var.3 is not in scope']],
  [
    'a binding outside of its scope',
    '(tuple let 1 = 2: Int8; var.1: Int8, var.1: Int8,): {Int8, Int8}',
    '{Int8, Int8}',
    ['var.1 is not in scope'],
  ],
  ['a binding inside its own value', 'let 1 = var.1: Int8; 2: Int8', 'Int8', ['var.1 is not in scope']],
  ['a function that is not open', 'fn.2+0: Int8', 'Int8', ['fn.2+0 is not in scope']],
  ['a parameter too many', 'fn.0+1: Int8', 'Int8', ['fn.0+1 does not exist']],
  ['a pointer of another type', 'fn.0+0: Int8', 'Int8', ['fn.0+0 has type Int8 where {} is needed']],
  ['a literal of another width', '"x": Int8', 'Int8', ['a text literal has a type of prim8']],
  [
    'an argument of another type',
    '(call external.x: func (Int8) -> Int8, 1: Int16,): Int8',
    'Int8',
    ['an argument has type Int16 where Int8 is needed'],
  ],
  [
    'an argument too few',
    '(call external.x: func (Int8) -> Int8,): Int8',
    'Int8',
    ['a function of 1 parameters is given 0 arguments'],
  ],
  [
    'a body of another type',
    '1: Int16',
    'Int8',
    ['the body of a function has type Int16 where Int8 is needed'],
  ],
  [
    'a field too few',
    '(tuple 1: Int8,): {Int8, Int8}',
    '{Int8, Int8}',
    ['a tuple of 1 fields has type {Int8, Int8}'],
  ],
  [
    'an item of another type',
    '(array 1: Int16,): [Int8]',
    '[Int8]',
    ['an item has type Int16 where Int8 is needed'],
  ],
  [
    'a variant that is not there',
    '(enum_variant 2): enum {a, b}',
    'enum {a, b}',
    ['no variant 2 in enum {a, b}'],
  ],
  [
    'the tag of an enum without one',
    '(enum_tag (enum_variant 0): enum {a},): Prim8',
    'Prim8',
    ['the tag of something without one'],
  ],
  [
    'a payload of another type',
    '(enum_unwrap (enum_variant 0): enum {a, b: Int8}, 1,): Int16',
    'Int16',
    ['a payload has type Int16 where Int8 is needed'],
  ],
  ['a field that is not there', '(tuple_lookup fn.0+0: {}, 0,): Int8', 'Int8', ['no field 0 in {}']],
  [
    'a condition that is no Bool',
    '(switch, (1: Int8, 2: Int8,), (1: Bool, 2: Int8,),): Int8',
    'Int8',
    ['a condition is not a Bool'],
  ],
  ['no branch', '(switch,): Int8', 'Int8', ['a switch has no branch']],
  [
    'a function in data',
    '(array external.x: func (Int8) -> Int8,): [func (Int8) -> Int8]',
    '[func (Int8) -> Int8]',
    ['a function stands in data'],
  ],
  ['a name without definition', 'external.x: Int32', 'Int32', ['no definition of std::Int32']],
])('%s', (_, body, output, expected) => {
  expect(problems(body, output)).toEqual(expected);
});

test('main takes one parameter', () => {
  const program = readIr(`${defs}let main = (func 0 -> 1: Int8): func (Int8, Int8) -> Int8`);
  expect(program.ok && validate(program.value)).toEqual(['main is not a function of one parameter']);
});
