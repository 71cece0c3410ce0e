import { expect, test } from 'vitest';
import type { Expr } from './bytecode';
import { bindingSid, parameterSid } from './bytecode';
import { printBytecode } from './print-bytecode';

test('a program with every kind of expression', () => {
  const byte = { headSize: 8, bodyPtrs: [] };
  const input: Expr = { kind: 'pointer', sid: parameterSid(0, 0) };
  const call: Expr = {
    kind: 'call',
    function: { kind: 'pointer', sid: 0 },
    args: [
      { kind: 'offset', base: input, offset: 4 },
      { kind: 'literal', bytes: Uint8Array.of(7, 255) },
    ],
  };
  const variant: Expr = {
    kind: 'enum_variant',
    tag: Uint8Array.of(1),
    innerBytes: 4,
    hasPtr: true,
    paddingBytes: 0,
    inner: { kind: 'deref', ptr: { kind: 'pointer', sid: bindingSid(2) } },
  };
  const tuple: Expr = {
    kind: 'tuple',
    fields: [
      { expr: variant, unpack: 2 },
      { expr: { kind: 'array', itemLayout: byte, items: [] }, unpack: 0 },
    ],
    fieldLayouts: [byte, byte, byte],
  };
  const branches = [{ condition: input, value: tuple }];
  const body: Expr = {
    kind: 'binding',
    symbol: bindingSid(2),
    expr: call,
    main: { kind: 'switch', branches },
  };
  const externals = [{ id: 'std::array::index', layoutArgs: [1, 2] }];
  expect(
    printBytecode({ externals, main: { kind: 'function', symbolNs: parameterSid(0, 0), body }, defs: [] }),
  ).toBe(
    `external 0 = std::array::index [1, 2]
main =
  function 0
    let var.2
      = call
        std::array::index
        offset 4
          fn.0+0
        literal 07 ff
      in switch
        if fn.0+0
        then tuple 3 bytes
          ..2 variant 01, pointer
            deref
              var.2
          array of 1 bytes
`,
  );
});
