import type { Expr, Literal, Program } from '../ir';
import { printPath, printTy } from './print-ty';

/**
 * The text form of a program (specification 3 C4): a line for each definition, then `let main = …`. `readIr` reads
 * it back.
 */
export function printIr(program: Program): string {
  const defs = program.defs.map((def) => `type ${printPath(def.name)} = ${printTy(def.ty)};\n`);
  return `${defs.join('')}let main = ${printExpr(program.main)}\n`;
}

/** One expression, without a newline at the end. */
export function printExpr(root: Expr): string {
  const out: string[] = [];
  // What is still to be written, last first: programs nest deeper than the stack of the machine.
  const due: (string | { expr: Expr; indent: string })[] = [{ expr: root, indent: '' }];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    if (typeof next === 'string') out.push(next);
    else {
      const parts = partsOf(next.expr, next.indent);
      for (let i = parts.length - 1; i >= 0; i--) due.push(parts[i]!);
    }
  }
  return out.join('');
}

type Part = string | { expr: Expr; indent: string };

function partsOf(expr: Expr, indent: string): Part[] {
  if (expr.kind === 'binding') {
    const inner = `${indent}  `;
    const value: Part[] =
      expr.value.kind === 'binding'
        ? [`let ${expr.id} =\n${inner}`, { expr: expr.value, indent: inner }]
        : [`let ${expr.id} = `, { expr: expr.value, indent }];
    return [...value, `;\n${indent}`, { expr: expr.main, indent }];
  }
  const parts: Part[] = [...untyped(expr, indent)];
  parts.push(`: ${printTy(expr.ty)}`);
  return parts;
}

function untyped(expr: Exclude<Expr, { kind: 'binding' }>, indent: string): Part[] {
  const inner = `${indent}  `;
  const child = (prefix: string, of: Expr, suffix: string): Part[] => [
    `\n${inner}${prefix}`,
    { expr: of, indent: inner },
    suffix,
  ];
  const close = `\n${indent})`;
  switch (expr.kind) {
    case 'external':
      return [`external.${expr.id}`];
    case 'binding_ref':
      return [`var.${expr.id}`];
    case 'parameter':
      return [`fn.${expr.functionId}+${expr.position}`];
    case 'literal':
      return [printLiteral(expr.literal)];
    case 'call':
      return ['(call', ...[expr.callee, ...expr.args].flatMap((part) => child('', part, ',')), close];
    case 'function':
      return [`(func ${expr.id} ->`, ...child('', expr.body, ''), close];
    case 'tuple': {
      const fields = expr.fields.flatMap((field) => child(field.unpack ? '..' : '', field.expr, ','));
      return ['(tuple', ...fields, close];
    }
    case 'array':
      if (expr.items.length === 0) return ['(array)'];
      return ['(array', ...expr.items.flatMap((item) => child('', item, ',')), close];
    case 'enum_variant':
      if (isUnit(expr.inner)) return [`(enum_variant ${expr.tag})`];
      return [`(enum_variant ${expr.tag}`, ...child('', expr.inner, ''), close];
    case 'enum_tag':
      return ['(enum_tag', ...child('', expr.subject, ','), close];
    case 'enum_unwrap':
      return ['(enum_unwrap', ...child('', expr.subject, ','), `\n${inner}${expr.tag},${close}`];
    case 'tuple_lookup':
      return ['(tuple_lookup', ...child('', expr.base, ','), `\n${inner}${expr.position},${close}`];
    case 'switch': {
      const deeper = `${inner}  `;
      const branches = expr.branches.flatMap((branch): Part[] => [
        `\n${inner}(\n${deeper}`,
        { expr: branch.condition, indent: deeper },
        `,\n${deeper}`,
        { expr: branch.value, indent: deeper },
        `,\n${inner}),`,
      ]);
      return [`(\n${inner}switch,`, ...branches, close];
    }
  }
}

function isUnit(expr: Expr): boolean {
  if (expr.kind !== 'tuple' || expr.fields.length > 0) return false;
  return expr.ty.kind.kind === 'tuple' && expr.ty.kind.fields.length === 0;
}

function printLiteral(literal: Literal): string {
  return literal.kind === 'text' ? printText(literal.text) : String(literal.bits);
}

/** Quoted; the delimiter is chosen so that quotes inside need no escape. */
function printText(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  let longest = 0;
  if (text.includes('"') && text.includes("'")) {
    for (const run of text.matchAll(/"+/g)) longest = Math.max(longest, run[0].length);
  }
  const length = longest === 0 ? 1 : longest + 1 + (longest % 2);
  const delimiter = quote.repeat(length);
  const body = [...text].map(escaped);
  if (length > 1) {
    // A quote next to the delimiter would read as part of it.
    if (body[0] === quote) body[0] = '\\u{22}';
    if (body[body.length - 1] === quote) body[body.length - 1] = '\\u{22}';
  }
  return `${delimiter}${body.join('')}${delimiter}`;
}

/** As Rust's `escape_default`, but quotes stay. */
function escaped(char: string): string {
  switch (char) {
    case '\t':
      return '\\t';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\\':
      return '\\\\';
  }
  const point = char.codePointAt(0)!;
  return point >= 0x20 && point <= 0x7e ? char : `\\u{${point.toString(16)}}`;
}
