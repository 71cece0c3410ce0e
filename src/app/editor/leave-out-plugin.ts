import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Behind `monaco-editor/esm/vs/`: what is not used, and what stands in its place. */
const leftOut: Readonly<Record<string, string>> = {
  // Comparing two texts.
  'editor/browser/widget/diffEditor/diffEditorWidget': 'export class DiffEditorWidget {}',
  'editor/browser/widget/multiDiffEditor/multiDiffEditorWidget': 'export class MultiDiffEditorWidget {}',
  'editor/common/diff/linesDiffComputers': 'export const linesDiffComputers = {};',
  // Drawing with the graphics card, which is an experiment.
  'editor/browser/viewParts/viewLinesGpu/viewLinesGpu': 'export class ViewLinesGpu {}',
  'editor/browser/viewParts/rulersGpu/rulersGpu': 'export class RulersGpu {}',
  'editor/browser/gpu/viewGpuContext': 'export class ViewGpuContext {}',
  // The map of the text at its side: an empty part of the view in its place.
  'editor/browser/viewParts/minimap/minimap': `
    import { createFastDomNode } from 'monaco-editor/base/browser/fastDomNode';
    import { ViewPart } from 'monaco-editor/editor/browser/view/viewPart';
    export class Minimap extends ViewPart {
      node = createFastDomNode(document.createElement('div'));
      getDomNode() { return this.node; }
      prepareRender() {}
      render() {}
    }`,
  // Other ways to colour text: ours is the language's own grammar.
  'editor/standalone/common/monarch/monarchCompile': 'export function compile() {}',
  'editor/standalone/common/monarch/monarchLexer': 'export class MonarchTokenizer {}',
  'editor/common/model/tokens/treeSitter/treeSitterSyntaxTokenBackend':
    'export class TreeSitterSyntaxTokenBackend {}',
  // Its own palette: the product has one.
  'platform/quickinput/browser/quickInputController': 'export class QuickInputController {}',
  // Choosing colours and native-looking lists, for which Lutra has no use.
  'editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPicker':
    'export function isOnColorDecorator() { return false; }',
  'editor/contrib/colorPicker/browser/hoverColorPicker/hoverColorPickerParticipant':
    'export class ColorHover {}\nexport class HoverColorPickerParticipant {}',
  'base/browser/ui/selectBox/selectBoxCustom': 'export class SelectBoxList {}',
  // A tool for those who work on the editor itself.
  'base/common/observableInternal/logging/debugger/devToolsLogger': 'export class DevToolsLogger {}',
  // Pasting as something else.
  'editor/contrib/dropOrPasteInto/browser/copyPasteController':
    'export class CopyPasteController { static get() { return null; } }',
};

/** What the editor's worker does not use besides: the names of signs. */
const leftOutOfWorker: Readonly<Record<string, string>> = {
  'base/common/codiconsLibrary': 'export const codiconsLibrary = {};',
};

/** Tables inside a file that is used: letters that look like others, which the editor is told not to mark. */
const lookAlikes = {
  part: 'base/common/strings',
  table: /JSON\.parse\('\{\\"_common\\":.*?\}'\)/,
  instead: '({ _common: [], _default: [] })',
};

const address = /monaco-editor\/esm\/vs\/(.+)\.js$/;

/** Leaves those parts of Monaco out of the build that the page does not use, so that the editor is sooner there (§19). */
export function leaveOut(place: 'page' | 'worker' = 'page'): Plugin {
  const out = place === 'page' ? leftOut : { ...leftOut, ...leftOutOfWorker };
  return {
    name: 'holt-leave-out',
    enforce: 'pre',
    load(id) {
      const part = address.exec(id)?.[1];
      if (part === lookAlikes.part) return withoutLookAlikes(readFileSync(id, 'utf8'));
      return part === undefined ? null : (out[part] ?? null);
    },
  };
}

function withoutLookAlikes(source: string): string {
  const { table, instead } = lookAlikes;
  if (!table.test(source)) throw new Error('the editor keeps its table of look-alikes elsewhere now');
  return source.replace(table, instead);
}
