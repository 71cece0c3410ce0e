import * as monaco from 'monaco-editor/editor/editor.api';
import type { CompletionKind, TextRange } from '../../engine';
import { checkNow } from '../session';
import { mainFile, useHolt } from '../store';
import { language } from '../workers';
import { lutraTokens } from './lutra-tokens';
import { stepHints } from './step-hints';

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
    wordPattern: /`[^`]*`|[\p{L}_][\p{L}\p{N}_]*/u,
  });
  monaco.languages.registerInlayHintsProvider('lutra', stepHints);
  monaco.languages.registerHoverProvider('lutra', { provideHover });
  monaco.languages.registerCompletionItemProvider('lutra', {
    triggerCharacters: ['.', ':', '|', '@', '{'],
    provideCompletionItems,
  });
  monaco.languages.registerDefinitionProvider('lutra', { provideDefinition });
  monaco.languages.registerDocumentFormattingEditProvider('lutra', { provideDocumentFormattingEdits });
}

/** Makes sure that the worker has the text that the question is about. */
async function settle(): Promise<void> {
  const { check, version } = useHolt.getState();
  if (check?.version !== version) await checkNow();
}

function toRange(model: monaco.editor.ITextModel, range: TextRange): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(range.start), model.getPositionAt(range.end));
}

async function provideHover(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.Hover | null> {
  await settle();
  const hover = await language().hover(mainFile, model.getOffsetAt(position));
  if (hover === null) return null;
  const contents = [{ value: `\`\`\`lutra\n${hover.signature}\n\`\`\`` }];
  if (hover.doc !== undefined) contents.push({ value: hover.doc });
  return { range: toRange(model, hover.range), contents };
}

async function provideCompletionItems(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.CompletionList | null> {
  await settle();
  const report = await language().complete(mainFile, model.getOffsetAt(position));
  if (report === null) return null;
  const range = toRange(model, report.range);
  return {
    suggestions: report.items.map((item) => ({
      label: item.label,
      kind: kinds[item.kind],
      detail: item.detail,
      documentation: item.doc === undefined ? undefined : { value: item.doc },
      insertText: item.insert ?? item.label,
      insertTextRules: item.snippet
        ? monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet
        : undefined,
      sortText: String(item.rank).padStart(6, '0'),
      range,
    })),
  };
}

async function provideDefinition(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.Location | null> {
  await settle();
  const target = await language().definition(mainFile, model.getOffsetAt(position));
  if (target === null || target.file !== mainFile) return null;
  return { uri: model.uri, range: toRange(model, target) };
}

async function provideDocumentFormattingEdits(
  model: monaco.editor.ITextModel,
): Promise<monaco.languages.TextEdit[]> {
  await settle();
  const edits = await language().format(mainFile);
  return edits.map((edit) => ({ range: toRange(model, edit.range), text: edit.text }));
}
