export {
  type Completion,
  type CompletionItem,
  type CompletionKind,
  type CompletionSettings,
  complete,
} from './completion';
export { definitionAt, type Place, typeDefinitionAt } from './definition';
export { firstSentence } from './docs';
export { type Hover, hoverAt } from './hover';
export { LanguageSnapshot } from './snapshot';
