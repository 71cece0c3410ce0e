import type {
  DomainNode,
  Ident,
  TypeFieldNode,
  TypeNode,
  TypeParamDecl,
  VariantNode,
  WhereParam,
} from '../tree';
import { parseBracketed } from './lists';
import { parsePath } from './paths';
import type { TokenReader } from './token-reader';

const primitiveWidths: Readonly<Record<string, 8 | 16 | 32 | 64>> = {
  Prim8: 8,
  Prim16: 16,
  Prim32: 32,
  Prim64: 64,
};

/** `type := base_type "?"?` (specification 1 §2.2) */
export function parseType(reader: TokenReader): TypeNode {
  const outer = reader.enter();
  if (outer === undefined) return reader.missingType();
  const type = withOption(reader, parseBaseType(reader));
  reader.leave(outer);
  return type;
}

function withOption(reader: TokenReader, inner: TypeNode): TypeNode {
  if (!reader.eat('?')) return inner;
  const span = reader.spanFrom(inner.extent.start);
  return { kind: 'option', inner, span, extent: span };
}

function parseBaseType(reader: TokenReader): TypeNode {
  const { start } = reader;
  switch (reader.kind) {
    case 'identifier':
      return parseNamedType(reader);
    case 'keyword func':
      return parseFunctionType(reader);
    case '{':
      return reader.nextKind === 'keyword for' ? parseComprehension(reader) : parseTupleType(reader);
    case '[': {
      const openIndex = reader.index;
      reader.advance();
      const item = parseType(reader);
      reader.close(openIndex, ']');
      const span = reader.spanFrom(start);
      return { kind: 'array', item, span, extent: span };
    }
    case 'keyword enum': {
      reader.advance();
      const variants = parseBracketed(reader, '{', parseVariant);
      const span = reader.spanFrom(start);
      return { kind: 'enum', variants, span, extent: span };
    }
    default:
      reader.expect('type');
      reader.fail();
      return reader.missingType();
  }
}

function parseNamedType(reader: TokenReader): TypeNode {
  const { start } = reader;
  const { text } = reader.current;
  const width = Object.hasOwn(primitiveWidths, text) ? primitiveWidths[text] : undefined;
  if (width && reader.nextKind !== '::') {
    reader.advance();
    const span = reader.spanFrom(start);
    return { kind: 'primitive', width, span, extent: span };
  }
  const path = parsePath(reader);
  return { kind: 'path', path, span: path.span, extent: path.span };
}

function parseFunctionType(reader: TokenReader): TypeNode {
  const { start } = reader;
  reader.advance();
  const params = parseBracketed(reader, '(', parseTypeParamDecl);
  reader.require(':');
  const result = parseType(reader);
  const span = reader.spanFrom(start);
  return { kind: 'function', params, result, span, extent: span };
}

function parseTupleType(reader: TokenReader): TypeNode {
  const { start } = reader;
  const fields = parseBracketed(reader, '{', parseTypeField);
  const span = reader.spanFrom(start);
  return { kind: 'tuple', fields, span, extent: span };
}

/** `{for field: variable in source do (bodyName:)? body}` */
function parseComprehension(reader: TokenReader): TypeNode {
  const { start, index: openIndex } = reader;
  reader.advance();
  reader.advance();
  const field = reader.ident();
  reader.require(':');
  const variable = reader.ident();
  reader.require('keyword in');
  const source = parseType(reader);
  reader.require('keyword do');
  const bodyName = parseNameBeforeColon(reader);
  const body = parseType(reader);
  reader.close(openIndex, '}');
  const span = reader.spanFrom(start);
  return { kind: 'comprehension', field, variable, source, bodyName, body, span, extent: span };
}

/** `IDENT ":"`, if that is what stands here. */
export function parseNameBeforeColon(reader: TokenReader): Ident | undefined {
  if (reader.kind !== 'identifier') return undefined;
  if (reader.nextKind !== ':') {
    reader.expectNext(':');
    return undefined;
  }
  const name = reader.ident();
  reader.advance();
  return name;
}

function parseTypeField(reader: TokenReader): TypeFieldNode {
  const { start } = reader;
  const name = parseNameBeforeColon(reader);
  if (!name) reader.expect('identifier');
  const type = parseType(reader);
  return { name, type, span: reader.spanFrom(start) };
}

function parseVariant(reader: TokenReader): VariantNode {
  const { start } = reader;
  const name = reader.ident();
  const payload = reader.eat(':') ? parseType(reader) : undefined;
  return { name, payload, span: reader.spanFrom(start) };
}

/** `ty_param_decl := "const"? (LABEL ":")? type ("=" expr)?`; the span leaves `const` out. */
export function parseTypeParamDecl(reader: TokenReader): TypeParamDecl {
  const isConst = reader.eat('keyword const');
  const { start } = reader;
  const label = parseNameBeforeColon(reader);
  const type = parseType(reader);
  const value = reader.eat('=') ? reader.expr() : undefined;
  return { const: isConst, label, type, default: value, span: reader.spanFrom(start) };
}

/** `where` and its type parameters; none if there is no `where`. */
export function parseWhere(reader: TokenReader): WhereParam[] {
  const params: WhereParam[] = [];
  if (!reader.eat('keyword where')) return params;
  do {
    const { start } = reader;
    const name = reader.ident();
    const domain = reader.eat(':') ? parseDomain(reader) : undefined;
    params.push({ name, domain, span: reader.spanFrom(start) });
  } while (reader.eat(',') && reader.at('identifier'));
  return params;
}

function parseDomain(reader: TokenReader): DomainNode {
  const { start } = reader;
  if (reader.kind === '{' && reader.nextKind !== 'keyword for') {
    const braces = parseDomainBraces(reader);
    if (braces.open) {
      checkPositionalFirst(reader, braces.fields);
      return { kind: 'tuple', fields: braces.fields, span: reader.spanFrom(start) };
    }
    const span = reader.spanFrom(start);
    const tuple: TypeNode = { kind: 'tuple', fields: braces.fields, span, extent: span };
    return parseAlternatives(reader, withOption(reader, tuple));
  }
  if (reader.kind === undefined || !typeStarts.has(reader.kind)) reader.expect('type parameter domain');
  return parseAlternatives(reader, parseType(reader));
}

const typeStarts: ReadonlySet<string> = new Set(['identifier', 'keyword func', '{', '[', 'keyword enum']);

function parseAlternatives(reader: TokenReader, first: TypeNode): DomainNode {
  const alternatives = [first];
  while (reader.eat('|')) alternatives.push(parseType(reader));
  return { kind: 'oneOf', alternatives, span: reader.spanFrom(first.extent.start) };
}

/** Braces of a domain: with `..` at the end it is open, otherwise it is an ordinary tuple type. */
function parseDomainBraces(reader: TokenReader): { fields: TypeFieldNode[]; open: boolean } {
  const openIndex = reader.index;
  reader.advance();
  const fields: TypeFieldNode[] = [];
  let open = false;
  while (!reader.isHalted && !reader.at('}')) {
    open = reader.eat('..');
    if (open) break;
    fields.push(parseTypeField(reader));
    if (!reader.eat(',')) break;
  }
  reader.close(openIndex, '}');
  return { fields, open };
}

function checkPositionalFirst(reader: TokenReader, fields: readonly TypeFieldNode[]): void {
  const firstNamed = fields.findIndex((field) => field.name);
  if (firstNamed < 0) return;
  for (const field of fields.slice(firstNamed)) {
    if (field.name) continue;
    const message = 'named field cannot be followed by a positional field';
    reader.report('positional-field-after-named', field.span, message);
    return;
  }
}
