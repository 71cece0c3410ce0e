import * as monaco from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { codeLineHeight } from '../settings/apply-settings';
import type { Settings } from '../settings/settings';
import { useHolt } from '../store';
import { coloursOf } from '../theme/colours-of';
import { explanationScheme } from './explanation-address';
import { provideLanguage } from './language-providers';
import { giveKeysToCommands } from './monaco-actions';
import { wordKinds } from './semantic-colours';

/*
 * Monaco, set up once: our language, our colours, its own worker from our own origin. The code editor's two-key
 * chords on Ctrl+K are removed (CMD-3).
 */

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** Makes the editor's own services and gives it our language and keys; once, before the first editor. */
export function setUpMonaco(): void {
  provideLanguage();
  giveKeysToCommands();
  monaco.editor.registerLinkOpener({
    open: ({ scheme, path }) => {
      if (scheme !== explanationScheme) return false;
      useHolt.setState({ explained: path });
      return true;
    },
  });
}

export { monaco };

export const editorOptions: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  fontLigatures: false,
  fontSize: 13,
  lineHeight: 21,
  padding: { top: 12, bottom: 40 },
  minimap: { enabled: false },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 22,
  glyphMargin: false,
  folding: true,
  showFoldingControls: 'mouseover',
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  overviewRulerBorder: false,
  overviewRulerLanes: 2,
  hideCursorInOverviewRuler: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
  occurrencesHighlight: 'singleFile',
  stickyScroll: { enabled: true, maxLineCount: 3 },
  autoIndent: 'full',
  autoIndentOnPaste: true,
  formatOnType: true,
  linkedEditing: false,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  wordBasedSuggestions: 'off',
  suggest: { showStatusBar: true, preview: false },
  quickSuggestions: { other: true, comments: false, strings: false },
  unicodeHighlight: { ambiguousCharacters: false },
  fixedOverflowWidgets: true,
  inlayHints: { enabled: 'on', fontSize: 12, maximumLength: 0 },
  tabFocusMode: false,
  'semanticHighlighting.enabled': true,
};

/** The person's size of code, and what follows from it (LOOK-2). */
export function sizesOf(settings: Settings): monaco.editor.IEditorOptions {
  const { codeSize } = settings;
  return {
    fontSize: codeSize,
    lineHeight: codeLineHeight(settings),
    inlayHints: { ...editorOptions.inlayHints, fontSize: codeSize - 1 },
  };
}

const seen = new Set<string>();

/** Gives the editor the colours of the style sheet's theme. */
export function applyEditorTheme(theme: 'light' | 'dark' | 'contrast'): void {
  const name = `holt-${theme}`;
  if (!seen.has(name)) {
    seen.add(name);
    defineTheme(name, theme);
  }
  monaco.editor.setTheme(name);
}

function defineTheme(name: string, theme: 'light' | 'dark' | 'contrast'): void {
  const base = theme === 'dark' ? 'vs-dark' : 'vs';
  monaco.editor.defineTheme(name, { base, inherit: false, ...coloursOf(theme, editorColours) });
}

function editorColours(
  colour: (token: string) => string,
): Pick<monaco.editor.IStandaloneThemeData, 'rules' | 'colors'> {
  const bare = (token: string) => colour(token).slice(1);
  return {
    rules: [
      { token: '', foreground: bare('ink') },
      { token: 'keyword', foreground: bare('code-keyword') },
      { token: 'type', foreground: bare('code-type') },
      { token: 'function', foreground: bare('code-function') },
      { token: 'text', foreground: bare('code-text') },
      { token: 'escape', foreground: bare('code-keyword') },
      { token: 'interpolation', foreground: bare('code-function') },
      { token: 'number', foreground: bare('code-number') },
      { token: 'date', foreground: bare('code-number') },
      { token: 'boolean', foreground: bare('code-keyword') },
      { token: 'annotation', foreground: bare('code-keyword') },
      { token: 'module', foreground: bare('code-type') },
      { token: 'punctuation', foreground: bare('code-operator') },
      { token: 'comment', foreground: bare('code-comment'), fontStyle: 'italic' },
      { token: 'doc', foreground: bare('code-comment') },
      { token: 'operator', foreground: bare('code-operator') },
      { token: 'variant', foreground: bare('code-type') },
      { token: 'typeParameter', foreground: bare('code-type'), fontStyle: 'italic' },
      { token: 'field', foreground: bare('ink') },
      { token: 'label', foreground: bare('ink') },
      { token: 'parameter', foreground: bare('ink') },
      { token: 'local', foreground: bare('ink') },
      { token: 'constant', foreground: bare('ink') },
      ...wordKinds.flatMap((kind) => [
        { token: `${kind}.unused`, foreground: bare('ink-faint'), fontStyle: 'italic' },
        { token: `${kind}.runnerOnly`, foreground: bare('code-function'), fontStyle: 'bold' },
        { token: `${kind}.hidden`, foreground: bare('ink-faint'), fontStyle: 'underline' },
      ]),
    ],
    colors: {
      'editor.background': colour('paper'),
      'editor.foreground': colour('ink'),
      'editor.lineHighlightBackground': colour('code-line'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': colour('code-selection'),
      'editor.inactiveSelectionBackground': colour('code-line'),
      'editor.wordHighlightBackground': colour('code-line'),
      'editor.wordHighlightStrongBackground': colour('code-line'),
      'editor.findMatchBackground': colour('fur-soft'),
      'editor.findMatchHighlightBackground': colour('fur-soft'),
      'editorCursor.foreground': colour('river'),
      'editorLineNumber.foreground': colour('ink-faint'),
      'editorLineNumber.activeForeground': colour('ink'),
      'editorError.foreground': colour('bad'),
      'editorWarning.foreground': colour('fur'),
      'editorHint.foreground': colour('river'),
      'editorInlayHint.background': '#00000000',
      'editorInlayHint.foreground': colour('ink-faint'),
      'editorBracketMatch.background': colour('river-soft'),
      'editorBracketMatch.border': colour('river'),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((level) => [
          `editorBracketHighlight.foreground${level}`,
          colour('code-operator'),
        ]),
      ),
      'editorBracketHighlight.unexpectedBracket.foreground': colour('bad'),
      'editorCodeLens.foreground': colour('ink-faint'),
      'editorLink.activeForeground': colour('river'),
      'editorStickyScroll.background': colour('paper'),
      'editorStickyScroll.border': colour('line'),
      'editorStickyScroll.shadow': '#00000000',
      'editorStickyScrollHover.background': colour('hover'),
      'editorWidget.background': colour('raised'),
      'editorWidget.foreground': colour('ink'),
      'editorWidget.border': colour('line'),
      'editorHoverWidget.background': colour('raised'),
      'editorHoverWidget.foreground': colour('ink'),
      'editorHoverWidget.border': colour('line'),
      'editorSuggestWidget.background': colour('raised'),
      'editorSuggestWidget.foreground': colour('ink'),
      'editorSuggestWidget.border': colour('line'),
      'editorSuggestWidget.selectedBackground': colour('river-soft'),
      'editorSuggestWidget.selectedForeground': colour('ink'),
      'editorSuggestWidget.highlightForeground': colour('river'),
      'editorSuggestWidget.focusHighlightForeground': colour('river'),
      ...Object.fromEntries(
        [
          'field',
          'function',
          'class',
          'module',
          'variable',
          'constant',
          'enumeratorMember',
          'keyword',
          'snippet',
        ].map((kind) => [`symbolIcon.${kind}Foreground`, colour('ink-soft')]),
      ),
      'list.hoverBackground': colour('hover'),
      'input.background': colour('paper'),
      'input.foreground': colour('ink'),
      focusBorder: colour('river'),
      'scrollbarSlider.background': `${colour('line-strong')}55`,
      'scrollbarSlider.hoverBackground': `${colour('line-strong')}99`,
      'scrollbarSlider.activeBackground': `${colour('line-strong')}cc`,
      'widget.shadow': '#0000002a',
    },
  };
}
