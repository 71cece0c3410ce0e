export {
  type Completion,
  type CompletionItem,
  type CompletionKind,
  type CompletionSettings,
  complete,
} from './completion';
export { definitionAt, type Place, typeDefinitionAt } from './definition';
export { firstSentence } from './docs';
export { fixesAt, type OfferedFix, type QuickFix } from './fixes';
export { type Fold, foldsIn } from './folding';
export { type Hover, hoverAt } from './hover';
export { type InlayHint, type InlayHintKind, inlayHints } from './inlay-hints';
export { type Lens, lensesIn } from './lenses';
export { type ReferencePlace, type References, referencesAt } from './references';
export { type RenamePreview, rename, renameTarget } from './rename';
export { type SearchMatch, type SearchOutcome, type SearchQuery, searchFiles } from './search';
export { type SemanticToken, type SemanticTokenKind, semanticTokens } from './semantic-tokens';
export { type SignatureHelp, type SignatureParam, signatureHelp } from './signature-help';
export { LanguageSnapshot } from './snapshot';
export { stepIndent } from './step-indent';
export {
  type DocumentSymbol,
  documentSymbols,
  type OutlineKind,
  type ProjectSymbol,
  projectSymbols,
} from './symbols';
