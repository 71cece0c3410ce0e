import { printPath, printTy } from '../text/print-ty';
import { type Expr, type Program, symbolOf } from './bytecode';

/**
 * Bytecode as a person reads it: the table of externals with their layout arguments, then the expressions, one a
 * line, children indented below. Literals are their bytes in hexadecimal. Not read back.
 */
export function printBytecode(program: Program): string {
  const lines = program.externals.map(({ id, layoutArgs }, index) => {
    const layout = layoutArgs.length === 0 ? '' : ` [${layoutArgs.join(', ')}]`;
    return `external ${index} = ${id}${layout}\n`;
  });
  for (const def of program.defs) lines.push(`type ${printPath(def.name)} = ${printTy(def.ty)}\n`);
  lines.push('main =\n');
  const due: Line[] = [{ expr: program.main, depth: 1, label: '' }];
  for (let next = due.pop(); next; next = due.pop()) {
    const { expr, depth, label } = next;
    lines.push(`${'  '.repeat(depth)}${label}${head(expr, program)}\n`);
    const kids = labelled(expr);
    for (let i = kids.length - 1; i >= 0; i--) due.push({ ...kids[i]!, depth: depth + 1 });
  }
  return lines.join('');
}

interface Line {
  readonly expr: Expr;
  readonly depth: number;
  readonly label: string;
}

function head(expr: Expr, program: Program): string {
  switch (expr.kind) {
    case 'pointer':
      return symbol(expr.sid, program);
    case 'literal':
      return `literal ${hex(expr.bytes)}`;
    case 'function':
      return `function ${functionId(expr.symbolNs)}`;
    case 'tuple':
      return `tuple ${expr.fieldLayouts.reduce((size, layout) => size + layout.headSize / 8, 0)} bytes`;
    case 'array':
      return `array of ${expr.itemLayout.headSize / 8} bytes`;
    case 'enum_variant': {
      const slot = expr.hasPtr ? 'pointer' : `${expr.innerBytes} bytes, padding ${expr.paddingBytes}`;
      return `variant ${hex(expr.tag)}, ${slot}`;
    }
    case 'offset':
      return `offset ${expr.offset}`;
    case 'binding':
      return `let ${symbol(expr.symbol, program)}`;
    default:
      return expr.kind;
  }
}

function labelled(expr: Expr): Omit<Line, 'depth'>[] {
  const plain = (inner: Expr): Omit<Line, 'depth'> => ({ expr: inner, label: '' });
  switch (expr.kind) {
    case 'pointer':
    case 'literal':
      return [];
    case 'call':
      return [expr.function, ...expr.args].map(plain);
    case 'function':
      return [plain(expr.body)];
    case 'tuple':
      return expr.fields.map((field) => ({
        expr: field.expr,
        label: field.unpack > 0 ? `..${field.unpack} ` : '',
      }));
    case 'array':
      return expr.items.map(plain);
    case 'enum_variant':
      return [plain(expr.inner)];
    case 'offset':
      return [plain(expr.base)];
    case 'deref':
      return [plain(expr.ptr)];
    case 'binding':
      return [
        { expr: expr.expr, label: '= ' },
        { expr: expr.main, label: 'in ' },
      ];
    case 'switch':
      return expr.branches.flatMap((branch) => [
        { expr: branch.condition, label: 'if ' },
        { expr: branch.value, label: 'then ' },
      ]);
  }
}

function symbol(sid: number, program: Program): string {
  const of = symbolOf(sid);
  switch (of?.kind) {
    case 'external':
      return program.externals[of.index]?.id ?? `external ${of.index}`;
    case 'binding':
      return `var.${of.id}`;
    case 'parameter':
      return `fn.${of.functionId}+${of.position}`;
    case undefined:
      return `symbol ${sid}`;
  }
}

function functionId(symbolNs: number): number {
  const of = symbolOf(symbolNs);
  return of?.kind === 'parameter' ? of.functionId : symbolNs;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
