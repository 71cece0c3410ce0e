import type { AnnotationNode, Definition, DocNode, Ident, ImportPart, ModuleBody } from '../tree';
import { parseExpr } from './expressions';
import { parseFuncParam } from './lambdas';
import { parseBracketed } from './lists';
import { pathOf } from './paths';
import type { TokenReader } from './token-reader';
import { parseNameBeforeColon, parseType, parseTypeParamDecl, parseWhere } from './types';

/** `module_body := self_anno* def*` of a file (specification 1 §2.1): takes everything there is. */
export function parseFileBody(reader: TokenReader): ModuleBody {
  return parseModuleBody(reader, undefined);
}

/** `moduleOpen` is the index of the module's `{`, undefined for a file. */
function parseModuleBody(reader: TokenReader, moduleOpen: number | undefined): ModuleBody {
  const { start } = reader;
  const selfDocs: DocNode[] = [];
  const selfAnnotations: AnnotationNode[] = [];
  for (;;) {
    if (reader.kind === 'self doc comment') {
      selfDocs.push(parseDoc(reader, 'self doc comment'));
    } else if (reader.kind === '@' && reader.nextKind === '!') {
      reader.advance();
      reader.advance();
      selfAnnotations.push(parseAnnotationValue(reader));
    } else {
      break;
    }
  }
  const definitions: Definition[] = [];
  const end = moduleOpen === undefined ? 'end of input' : '}';
  for (;;) {
    if (reader.isHalted) reader.resumeAtDefinition(reader.index, moduleOpen);
    if (reader.at(end)) break;
    if (reader.kind === 'end of input') {
      reader.expect('definition');
      break;
    }
    const definitionIndex = reader.index;
    const ofFile = moduleOpen === undefined;
    const definition = ofFile
      ? (reader.takeEarlier() ?? reader.readDefinition(parseDefinition))
      : parseDefinition(reader);
    if (definition) definitions.push(definition);
    if (reader.isHalted) reader.resumeAtDefinition(definitionIndex, moduleOpen);
  }
  return { selfDocs, selfAnnotations, definitions, span: reader.spanFrom(start) };
}

/** All doc comments that follow each other here, as one. */
function parseDoc(reader: TokenReader, kind: 'doc comment' | 'self doc comment'): DocNode {
  const { start } = reader;
  const lines: string[] = [];
  while (reader.kind === kind) lines.push(reader.advance().text);
  return { text: lines.join('\n'), span: reader.spanFrom(start) };
}

/** The expression of an annotation, whose `@` has been taken. */
function parseAnnotationValue(reader: TokenReader): AnnotationNode {
  const value = parseExpr(reader);
  return { value, span: value.span };
}

/** `def := DOC* ("@" expr)* def_kind`; undefined, with an error, if none of them stands here. */
function parseDefinition(reader: TokenReader): Definition | undefined {
  const { start } = reader;
  let doc: DocNode | undefined;
  if (reader.kind === 'doc comment') {
    doc = parseDoc(reader, 'doc comment');
    reader.expect('doc comment');
  }
  const annotations: AnnotationNode[] = [];
  while (reader.kind === '@') {
    reader.advance();
    annotations.push(parseAnnotationValue(reader));
  }
  if (doc || annotations.length > 0) reader.expect('annotation');
  const kind = parseDefinitionKind(reader);
  if (!kind) {
    reader.expect('definition');
    reader.fail();
    return undefined;
  }
  return { ...kind, doc, annotations, span: reader.spanFrom(start) };
}

/** The part of a definition that its keyword decides. */
type KindPart<D> = D extends unknown ? Omit<D, 'doc' | 'annotations' | 'span'> : never;
type DefinitionKindPart = KindPart<Definition>;

function parseDefinitionKind(reader: TokenReader): DefinitionKindPart | undefined {
  switch (reader.kind) {
    case 'keyword module':
      return parseModule(reader);
    case 'keyword type':
      return parseTypeDefinition(reader);
    case 'keyword import':
      reader.advance();
      return { kind: 'import', part: parseImportPart(reader) };
    case 'keyword external':
      return parseExternal(reader);
    case 'keyword func':
      return parseFunc(reader);
    case 'keyword const':
      return parseConst(reader);
    case 'keyword anno': {
      reader.advance();
      const name = reader.ident();
      return { kind: 'anno', name, params: parseBracketed(reader, '(', parseTypeParamDecl) };
    }
    default:
      return undefined;
  }
}

/** `"module" IDENT "{" module_body "}"` */
function parseModule(reader: TokenReader): DefinitionKindPart {
  reader.advance();
  const name = reader.ident();
  const openIndex = reader.index;
  const outer = reader.enter();
  if (outer === undefined || !reader.require('{')) {
    if (outer !== undefined) reader.leave(outer);
    return {
      kind: 'module',
      name,
      body: { selfDocs: [], selfAnnotations: [], definitions: [], span: reader.spanHere() },
    };
  }
  const body = parseModuleBody(reader, openIndex);
  reader.leave(outer);
  reader.close(openIndex, '}');
  return { kind: 'module', name, body };
}

/** `"type" IDENT ( ":" type | "(" (IDENT ":")? type ")" )` */
function parseTypeDefinition(reader: TokenReader): DefinitionKindPart {
  reader.advance();
  const name = reader.ident();
  const openIndex = reader.index;
  if (reader.eat('(')) {
    const label = parseNameBeforeColon(reader);
    const type = parseType(reader);
    reader.close(openIndex, ')');
    return { kind: 'type', name, type, frame: { label } };
  }
  reader.require(':');
  return { kind: 'type', name, type: parseType(reader) };
}

/** `import_part := path ( "::" "(" list(import_part) ")" | "::" "*" | "as" IDENT )?` */
function parseImportPart(reader: TokenReader): ImportPart {
  const { start } = reader;
  const segments: Ident[] = [reader.ident()];
  while (reader.eat('::')) {
    if (reader.at('(')) {
      const outer = reader.enter();
      if (outer === undefined) break;
      const parts = parseBracketed(reader, '(', parseImportPart);
      reader.leave(outer);
      return { path: pathOf(reader, segments), star: false, parts, span: reader.spanFrom(start) };
    }
    if (reader.eat('*')) return { path: pathOf(reader, segments), star: true, span: reader.spanFrom(start) };
    segments.push(reader.ident());
  }
  const alias = reader.eat('keyword as') ? reader.ident() : undefined;
  return { path: pathOf(reader, segments), alias, star: false, span: reader.spanFrom(start) };
}

/** `"external" "func" IDENT "(" list(ty_param_decl) ")" ":" type where?` */
function parseExternal(reader: TokenReader): DefinitionKindPart {
  reader.advance();
  reader.require('keyword func');
  const name = reader.ident();
  const params = parseBracketed(reader, '(', parseTypeParamDecl);
  reader.require(':');
  const result = parseType(reader);
  return { kind: 'external', name, params, result, where: parseWhere(reader) };
}

/** `"func" IDENT "(" list(func_param) ")" (":" type)? where? "->" expr` */
function parseFunc(reader: TokenReader): DefinitionKindPart {
  reader.advance();
  const name = reader.ident();
  const params = parseBracketed(reader, '(', parseFuncParam);
  const result = reader.eat(':') ? parseType(reader) : undefined;
  const where = parseWhere(reader);
  reader.require('->');
  return { kind: 'func', name, params, result, where, body: parseExpr(reader) };
}

/** `"const" IDENT (":" type)? "=" expr` */
function parseConst(reader: TokenReader): DefinitionKindPart {
  reader.advance();
  const name = reader.ident();
  const type = reader.eat(':') ? parseType(reader) : undefined;
  reader.require('=');
  return { kind: 'const', name, type, value: parseExpr(reader) };
}
