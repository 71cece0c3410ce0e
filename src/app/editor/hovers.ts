import type * as monaco from 'monaco-editor/editor/editor.api';
import { language } from '../workers';
import { exampleLink } from './example-links';
import { hoverParagraphs, rowsThatFlow, tableText } from './hover-text';
import { fileOf, toRange } from './place-in-model';
import { settle } from './settle';

interface ExpandableHover extends monaco.languages.Hover {
  readonly whole: boolean;
}

/** What is known about the word under the pointer; large types open with the `+` of the hover (EDT-14, EDT-15). */
export const hovers: monaco.languages.HoverProvider<ExpandableHover> = {
  async provideHover(model, position, _token, context) {
    await settle();
    const hover = await language().hover(fileOf(model), model.getOffsetAt(position));
    if (hover === null) return null;
    const request = context?.verbosityRequest;
    const whole = hover.expanded !== undefined && (request?.verbosityDelta ?? 0) > 0;
    const [rows, examples] = await Promise.all([rowsThatFlow(hover), exampleLink(hover.standard)]);
    return {
      range: toRange(model, hover.range),
      contents: [
        ...hoverParagraphs(hover, whole, rows === null ? null : tableText(rows)).map((value) => ({ value })),
        ...(examples === null ? [] : [examples]),
      ],
      whole,
      canIncreaseVerbosity: hover.expanded !== undefined && !whole,
      canDecreaseVerbosity: whole,
    };
  },
};
