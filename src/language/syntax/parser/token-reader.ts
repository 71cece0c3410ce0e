import type { Diagnostic, Span } from '../../../base';
import { type DiagnosticSlug, diagnosticAt } from '../../diagnostics';
import { displayName } from '../identifier';
import type { Token, TokenKind } from '../token';
import type { Definition, Expr, Ident, TypeNode } from '../tree';
import { type EarlierPieces, mayFollow, type Piece } from './piece';
import { findResyncPoints, type ResyncPoints } from './resync';

/** Rules that messages name as one thing. */
export type Label =
  | 'annotation'
  | 'definition'
  | 'doc comment'
  | 'type'
  | 'type parameter domain'
  | 'pattern';
type Expected = TokenKind | Label;

/** Beyond this many expected things a message lists none (specification 1 §2.4). */
const maxListed = 10;

/** How many tokens behind a bracket closed by recovery are not complained about. */
const quietTokens = 2;

/** How many expressions, types or patterns may stand inside each other, so that no parser rule runs out of stack. */
export const maxNesting = 256;
/**
 * How high a tree may be. Chains of operators, pipes and lookups lean to one side and add a level for each
 * link; whoever walks a tree by recursion must manage this many levels.
 */
export const maxHeight = 2000;

/**
 * Reads tokens for the parser and reports its errors.
 *
 * After an error the reader is *halted*: no token matches any more, so that all rules in progress end
 * without another message. It goes on when a bracket finds its partner, or at the next definition.
 */
export class TokenReader {
  readonly diagnostics: Diagnostic[] = [];
  /** Definitions of the file that may be used again after an edit. */
  readonly pieces: Piece[] = [];
  /** Every place that was made since the last definition of the file began. */
  private spans: Span[] = [];
  /** Index of the current token. */
  index = 0;
  private halted = false;
  /** What could stand at the current token: the first `expectedCount` of these. Nothing is made anew for a token. */
  private expected: (Expected | readonly Expected[])[] = [];
  private expectedCount = 0;
  private expectedNext: Expected[] = [];
  private points: ResyncPoints | undefined;
  /** How many levels are open around the current token. */
  private depth = 0;
  /** The greatest height of what has been finished on the current level. */
  private height = 0;
  private reportedDepth = false;
  /** Index of the token of the last syntax error. */
  private lastFailure = -1;
  /** Index of the last closing bracket that was found by recovery. */
  private forcedClose = Number.NEGATIVE_INFINITY;

  constructor(
    readonly file: string,
    readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly parseExpr: (reader: TokenReader) => Expr,
    private readonly earlier?: EarlierPieces,
  ) {}

  // Looking and taking ------------------------------------------------------------------------------

  /** The kind of the current token; undefined while halted. */
  get kind(): TokenKind | undefined {
    return this.halted ? undefined : this.tokens[this.index]!.kind;
  }

  get current(): Token {
    return this.tokens[this.index]!;
  }

  /** The kind of the token after the current one. */
  get nextKind(): TokenKind | undefined {
    return this.halted ? undefined : this.tokens[this.index + 1]?.kind;
  }

  /** Whether the current token is of this kind; if not, the kind becomes one of the expected things. */
  at(kind: TokenKind): boolean {
    if (this.halted) return false;
    if (this.tokens[this.index]!.kind === kind) return true;
    this.expected[this.expectedCount++] = kind;
    return false;
  }

  /** Notes things that could stand here, for the message if nothing of what stands here fits. */
  expect(expected: Expected | readonly Expected[]): void {
    this.expected[this.expectedCount++] = expected;
  }

  /** Notes what could stand behind the current token, where looking ahead has decided against it. */
  expectNext(expected: Expected): void {
    this.expectedNext.push(expected);
  }

  /** Takes the current token. Only after its kind has been looked at; the end of input stays. */
  advance(): Token {
    const token = this.tokens[this.index]!;
    if (token.kind !== 'end of input') this.index += 1;
    this.expectedCount = 0;
    if (this.expectedNext.length > 0) this.expectWhatWasNext();
    return token;
  }

  private expectWhatWasNext(): void {
    for (const expected of this.expectedNext) this.expect(expected);
    this.expectedNext = [];
  }

  /** Takes the current token if it is of this kind. */
  eat(kind: TokenKind): boolean {
    if (!this.at(kind)) return false;
    this.advance();
    return true;
  }

  /** Takes a token of this kind, or reports the error. */
  require(kind: TokenKind): boolean {
    if (this.eat(kind)) return true;
    this.fail();
    return false;
  }

  /** Takes an identifier, or reports the error and returns an empty one. */
  ident(): Ident {
    if (this.at('identifier')) {
      const token = this.advance();
      return { name: token.text, span: this.spanOf(token) };
    }
    this.fail();
    return { name: '', span: this.spanHere() };
  }

  /** Reads an expression. Rules below expressions come here, so that their files need not know each other. */
  expr(): Expr {
    return this.parseExpr(this);
  }

  // Places ------------------------------------------------------------------------------------------

  /** Where the current token starts; while halted, where the last taken one ended. */
  get start(): number {
    return this.halted ? this.end : this.tokens[this.index]!.start;
  }

  /** Where the last taken token ended. */
  get end(): number {
    return this.index === 0 ? 0 : this.tokens[this.index - 1]!.end;
  }

  /** All places come from here. What begins and ends like the one before it shares its place. */
  span(start: number, end: number): Span {
    const last = this.spans[this.spans.length - 1];
    if (last?.start === start && last.end === end) return last;
    const span = { file: this.file, start, end };
    this.spans.push(span);
    return span;
  }

  /** From the start of `first` to the end of `last`. */
  spanOver(first: Span, last: Span): Span {
    return first === last ? first : this.span(first.start, last.end);
  }

  spanOf(token: Token): Span {
    return this.span(token.start, token.end);
  }

  /** From `start` to the end of the last taken token. */
  spanFrom(start: number): Span {
    const { end } = this;
    return this.span(start, end < start ? start : end);
  }

  spanHere(): Span {
    return this.span(this.end, this.end);
  }

  missingExpr(): Expr {
    const span = this.spanHere();
    return { kind: 'missing', span, extent: span };
  }

  missingType(): TypeNode {
    const span = this.spanHere();
    return { kind: 'missing', span, extent: span };
  }

  // Errors ------------------------------------------------------------------------------------------

  get isHalted(): boolean {
    return this.halted;
  }

  /** Reports that the current token is none of the expected things, and halts. */
  fail(): void {
    if (this.halted) return;
    const token = this.tokens[this.index]!;
    if (!this.isConsequence(token)) {
      this.report(
        'syntax',
        this.spanOf(token),
        syntaxMessage(this.expected.slice(0, this.expectedCount).flat(), token, this.text),
      );
    }
    this.lastFailure = this.index;
    this.halted = true;
  }

  /** Whether an error at `token` only follows from one that has been reported. */
  private isConsequence(token: Token): boolean {
    if (this.lastFailure < 0) return false;
    // Brackets that are open at the end of the file, say, all complain about the same token.
    if (this.index === this.lastFailure) return true;
    // Behind a bracket that was closed by force, the next tokens may still belong to the mistake inside.
    if (this.index - this.forcedClose <= quietTokens) return true;
    return this.isStray(token);
  }

  /** A closing bracket without a partner: of a module, or in the definition that had the last error. */
  private isStray(token: Token): boolean {
    const { matched, definition } = this.resyncPoints;
    if (matched[this.index] === 1) return false;
    if (token.kind === '}') return true;
    if (token.kind !== ')' && token.kind !== ']') return false;
    return !definition.subarray(this.lastFailure + 1, this.index).includes(1);
  }

  /** Reports an error that leaves the parser where it is. */
  report(slug: DiagnosticSlug, span: Span, message: string): void {
    this.diagnostics.push(diagnosticAt(slug, span, message));
  }

  // Levels ------------------------------------------------------------------------------------------

  /**
   * Begins a level of nesting. The number it returns belongs to `leave`; undefined if there are too many
   * levels, which is reported: then the rule must give up.
   */
  enter(): number | undefined {
    if (this.depth >= maxNesting) {
      this.tooDeep(`nested too deeply: there are more than ${maxNesting} levels here`);
      return undefined;
    }
    const outer = this.height;
    this.depth += 1;
    this.height = 0;
    return outer;
  }

  leave(outer: number): void {
    this.depth -= 1;
    this.height = Math.max(outer, this.height + 1);
  }

  /** Counts one more link of a chain on this level. */
  grow(): void {
    this.height += 1;
    if (this.height > maxHeight)
      this.tooDeep(`too long: there are more than ${maxHeight} operations in one chain`);
  }

  private tooDeep(message: string): void {
    if (this.halted) return;
    // What is too deep once is often too deep again at the next bracket; once is enough to know.
    if (!this.reportedDepth) this.report('nesting-too-deep', this.spanOf(this.current), message);
    this.reportedDepth = true;
    // Brackets left open behind that place would complain at the end of the file.
    this.lastFailure = this.tokens.length - 1;
    this.halted = true;
  }

  // Definitions of the file -------------------------------------------------------------------------

  /** Takes the definition that begins here, if it was read before and stands unchanged. */
  takeEarlier(): Definition | undefined {
    const piece = this.earlier?.take(this.index);
    if (!piece) return undefined;
    this.pieces.push(piece);
    this.resume(piece.end);
    return piece.definition;
  }

  /** Reads a definition of the file; without a mistake in it, it may be used again. */
  readDefinition(read: (reader: TokenReader) => Definition | undefined): Definition | undefined {
    const first = this.index;
    const mistakes = this.diagnostics.length;
    this.spans = [];
    const definition = read(this);
    const faultless = !this.halted && this.diagnostics.length === mistakes;
    if (definition && faultless && mayFollow(this.tokens[this.index]!.kind)) {
      this.pieces.push({ definition, spans: this.spans, first, end: this.index });
    }
    return definition;
  }

  // Going on ----------------------------------------------------------------------------------------

  /**
   * Takes the closing bracket that belongs to the bracket at token `openIndex`. If something else stands
   * there that is an error, and reading goes on behind the partner bracket if there is one.
   */
  close(openIndex: number, kind: ')' | ']' | '}'): void {
    if (this.eat(kind)) return;
    this.fail();
    const partner = this.resyncPoints.closing[openIndex]!;
    if (partner < this.index) return;
    this.resume(partner);
    this.forcedClose = partner;
    this.advance();
  }

  /** Goes on at the token with this index. */
  resume(index: number): void {
    this.index = index;
    this.halted = false;
    this.expectedCount = 0;
    this.expectedNext = [];
  }

  /**
   * After an error outside of brackets, in the definition that began at token `definitionIndex`: goes on at
   * the next token that begins a definition, at the end of the module whose opening bracket is `moduleOpen`
   * (none for a file), or at the end of the file.
   */
  resumeAtDefinition(definitionIndex: number, moduleOpen: number | undefined): void {
    const { definition, closing } = this.resyncPoints;
    const moduleClose = moduleOpen === undefined ? -1 : closing[moduleOpen]!;
    const last = this.tokens.length - 1;
    let { index } = this;
    // A missing value makes `func` look like a lambda; the error is then at the name behind it.
    const calledFunc = this.tokens[index + 1]?.kind === '(';
    if (index - 1 > definitionIndex && definition[index - 1] === 1 && calledFunc) index -= 1;
    else if (index === definitionIndex) index += 1;
    while (index < last && index !== moduleClose && definition[index] === 0) index += 1;
    this.resume(Math.min(index, last));
    this.forcedClose = Number.NEGATIVE_INFINITY;
  }

  /** Whether a definition surely begins at the current token. */
  get atDefinition(): boolean {
    return this.resyncPoints.definition[this.index] === 1;
  }

  private get resyncPoints(): ResyncPoints {
    this.points ??= findResyncPoints(this.tokens, this.text);
    return this.points;
  }
}

/** The text of a syntax error (specification 1 §2.4). */
export function syntaxMessage(expected: readonly string[], found: Token, text: string): string {
  const names = [...new Set(expected)].sort();
  const last = names.pop();
  if (last === undefined || names.length >= maxListed) return `unexpected ${tokenName(found, text)}`;
  const list = names.length === 0 ? last : `${names.join(', ')} or ${last}`;
  const place =
    found.kind === 'end of input' ? 'encountered the end of the file.' : `found ${tokenName(found, text)}`;
  return `expected ${names.length > 1 ? 'one of ' : ''}${list}, but ${place}`;
}

/** A token as messages name it: an identifier by its name, a literal by its source, others by their kind. */
function tokenName(token: Token, text: string): string {
  switch (token.kind) {
    case 'identifier':
      return displayName(token.text);
    case 'number':
    case 'text':
    case 'raw text':
    case 'boolean':
    case 'date':
    case 'duration':
    case 'timestamp':
    case 'interpolated string':
    case 's-string':
      return text.slice(token.start, token.end);
    case 'self doc comment':
      return 'doc comment';
    default:
      return token.kind;
  }
}
