import * as monaco from 'monaco-editor/editor/editor.api';
import type { CompletionKind, CompletionView } from '../../engine';
import { showFile } from '../project/show-file';
import { useHolt } from '../store';
import { language } from '../workers';
import { currentEditor } from './editor-handle';
import { provideExampleLinks } from './example-links';
import { hovers } from './hovers';
import { inlayHints } from './inlay-hints';
import { provideLenses } from './lenses';
import { lutraTokens } from './lutra-tokens';
import { fileOf, toLocation, toRange } from './place-in-model';
import { quickFixes } from './quick-fixes';
import { semanticColours } from './semantic-colours';
import { settle } from './settle';
import { provideSymbols } from './symbol-providers';

const kinds: Record<CompletionKind, monaco.languages.CompletionItemKind> = {
  field: monaco.languages.CompletionItemKind.Field,
  variant: monaco.languages.CompletionItemKind.EnumMember,
  function: monaco.languages.CompletionItemKind.Function,
  constant: monaco.languages.CompletionItemKind.Constant,
  type: monaco.languages.CompletionItemKind.Class,
  module: monaco.languages.CompletionItemKind.Module,
  local: monaco.languages.CompletionItemKind.Variable,
  keyword: monaco.languages.CompletionItemKind.Keyword,
  snippet: monaco.languages.CompletionItemKind.Snippet,
};

/** Registers Lutra with Monaco. All knowledge comes from the language worker; this only carries it over. */
export function provideLanguage(): void {
  monaco.languages.register({ id: 'lutra', extensions: ['.lt'] });
  monaco.languages.setTokensProvider('lutra', lutraTokens);
  monaco.languages.setLanguageConfiguration('lutra', {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string'] },
      { open: '`', close: '`' },
    ],
    // Enter keeps the step's column; behind an open bracket it goes in, a closing one comes out (EDT-11).
    indentationRules: {
      increaseIndentPattern: /^[^#]*[([{]\s*(#.*)?$/,
      decreaseIndentPattern: /^\s*[)\]}]/,
    },
    wordPattern: /`[^`]*`|[\p{L}_][\p{L}\p{N}_]*/u,
  });
  monaco.languages.registerInlayHintsProvider('lutra', inlayHints);
  monaco.languages.registerDocumentSemanticTokensProvider('lutra', semanticColours);
  monaco.languages.registerCodeActionProvider('lutra', quickFixes);
  provideSymbols();
  monaco.languages.registerHoverProvider('lutra', hovers);
  provideLenses();
  provideExampleLinks();
  monaco.languages.registerCompletionItemProvider('lutra', {
    // A blank counts behind a pipe only: what was offered at the pipe would be filtered by it.
    triggerCharacters: ['.', ':', '|', '@', '{', ' '],
    provideCompletionItems,
  });
  monaco.languages.registerDefinitionProvider('lutra', { provideDefinition });
  // Another file of the project, or one of the library, is shown in a tab of its own.
  monaco.editor.registerEditorOpener({
    openCodeEditor: async (source, resource, place) => {
      if (resource.toString() === source.getModel()?.uri.toString()) return false;
      await showFile(resource.path.slice(1));
      // No frame lies between: what is pressed next is meant for the place that is gone to.
      await currentEditor()?.arrived();
      const range = place === undefined || 'startColumn' in place ? place : monaco.Range.fromPositions(place);
      if (range !== undefined) {
        source.setSelection(range);
        source.revealRangeInCenterIfOutsideViewport(range);
      }
      source.focus();
      return true;
    },
  });
  monaco.languages.registerOnTypeFormattingEditProvider('lutra', stepAligner);
}

async function provideCompletionItems(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: monaco.languages.CompletionContext,
): Promise<monaco.languages.CompletionList | null> {
  const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
  if (context.triggerCharacter === ' ' && !/\|\s$/.test(before)) return null;
  await settle();
  const { runner, dataSets, storedFiles } = useHolt.getState();
  const known = { tables: dataSets.map((set) => set.name), files: storedFiles.map((file) => file.name) };
  const report = await language().complete(fileOf(model), model.getOffsetAt(position), runner, known);
  if (report === null) return null;
  const range = toRange(model, report.range);
  return {
    suggestions: report.items.map((item, index) => ({
      label: { label: item.label, description: item.result ?? shortDetail(item) },
      kind: kinds[item.kind],
      tags: item.refusal === undefined ? [] : [monaco.languages.CompletionItemTag.Deprecated],
      detail: item.refusal ?? item.detail,
      filterText: item.label,
      documentation: item.doc === undefined ? undefined : { value: item.doc },
      insertText: item.insert ?? item.label,
      insertTextRules: item.snippet
        ? monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet
        : undefined,
      sortText: String(index).padStart(6, '0'),
      range,
    })),
  };
}

/** The type of what has one, for the list; whole signatures stand in the detail. */
function shortDetail({ kind, detail = '' }: CompletionView): string {
  return kind === 'field' || kind === 'local' || kind === 'constant' ? detail : '';
}

async function provideDefinition(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.Location | null> {
  await settle();
  const target = await language().definition(fileOf(model), model.getOffsetAt(position));
  return target === null ? null : toLocation(target);
}

/** A `|` typed at the beginning of a line goes to the column of the step before it (EDT-11). */
const stepAligner: monaco.languages.OnTypeFormattingEditProvider = {
  autoFormatTriggerCharacters: ['|'],
  async provideOnTypeFormattingEdits(model, position) {
    if (model.getLineContent(position.lineNumber).trim() !== '|') return [];
    await settle();
    const columns = await language().stepIndent(fileOf(model), model.getOffsetAt(position) - 1);
    if (columns === null) return [];
    const range = new monaco.Range(position.lineNumber, 1, position.lineNumber, position.column - 1);
    return [{ range, text: ' '.repeat(columns) }];
  },
};
