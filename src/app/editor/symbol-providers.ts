import * as monaco from 'monaco-editor/editor/editor.api';
import type { DocumentSymbol, Fold, LanguageFacade } from '../../engine';
import { moveFiles } from '../project/file-actions';
import { complain } from '../session';
import { language } from '../workers';
import { fileOf, toLocation, toRange, toWorkspaceEdit } from './place-in-model';
import { previewRename } from './rename-preview';
import { settle } from './settle';

/** What the editor knows of names: calls, references, renaming, the outline and folds (EDT-5, EDT-10, EDT-16, EDT-17). */
export function provideSymbols(): void {
  const { languages } = monaco;
  languages.registerSignatureHelpProvider('lutra', {
    signatureHelpTriggerCharacters: ['(', ','],
    provideSignatureHelp,
  });
  languages.registerReferenceProvider('lutra', { provideReferences });
  languages.registerRenameProvider('lutra', { provideRenameEdits, resolveRenameLocation });
  languages.registerDocumentSymbolProvider('lutra', {
    async provideDocumentSymbols(model) {
      await settle();
      return (await language().symbols(fileOf(model))).map((symbol) => outlineEntry(model, symbol));
    },
  });
  languages.registerFoldingRangeProvider('lutra', {
    async provideFoldingRanges(model) {
      await settle();
      return (await language().folds(fileOf(model))).map(({ start, end, kind }) => ({
        start: model.getPositionAt(start).lineNumber,
        end: model.getPositionAt(end).lineNumber,
        kind: foldKinds[kind],
      }));
    },
  });
  languages.registerTypeDefinitionProvider('lutra', {
    async provideTypeDefinition(model, position) {
      await settle();
      const target = await language().typeDefinition(fileOf(model), model.getOffsetAt(position));
      return target === null ? null : toLocation(target);
    },
  });
}

const foldKinds: Record<Fold['kind'], monaco.languages.FoldingRangeKind | undefined> = {
  code: undefined,
  comment: monaco.languages.FoldingRangeKind.Comment,
  imports: monaco.languages.FoldingRangeKind.Imports,
};

const symbolKinds: Record<DocumentSymbol['kind'], monaco.languages.SymbolKind> = {
  module: monaco.languages.SymbolKind.Module,
  type: monaco.languages.SymbolKind.Class,
  function: monaco.languages.SymbolKind.Function,
  constant: monaco.languages.SymbolKind.Constant,
  annotation: monaco.languages.SymbolKind.Property,
  field: monaco.languages.SymbolKind.Field,
  variant: monaco.languages.SymbolKind.EnumMember,
};

function outlineEntry(
  model: monaco.editor.ITextModel,
  { name, kind, detail, span, extent, children }: DocumentSymbol,
): monaco.languages.DocumentSymbol {
  return {
    name,
    kind: symbolKinds[kind],
    detail: detail ?? '',
    tags: [],
    range: toRange(model, extent),
    selectionRange: toRange(model, span),
    children: children.map((child) => outlineEntry(model, child)),
  };
}

async function provideSignatureHelp(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.SignatureHelpResult | null> {
  await settle();
  const help = await language().signature(fileOf(model), model.getOffsetAt(position));
  if (help === null) return null;
  const { signature, doc, params, active } = help;
  return {
    value: {
      activeSignature: 0,
      activeParameter: active ?? params.length,
      signatures: [
        {
          label: signature,
          documentation: doc === undefined ? undefined : { value: doc },
          parameters: params.map(({ start, end }) => ({ label: [start, end] })),
        },
      ],
    },
    dispose: () => undefined,
  };
}

async function provideReferences(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.Location[] | null> {
  await settle();
  const found = await language().references(fileOf(model), model.getOffsetAt(position));
  if (found === null) return null;
  const ranges = [...found.places.map(({ range }) => range), ...(found.library ? [found.library] : [])];
  const places = await Promise.all(ranges.map(toLocation));
  return places.filter((place) => place !== null);
}

async function resolveRenameLocation(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.RenameLocation & monaco.languages.Rejection> {
  await settle();
  const target: Awaited<ReturnType<LanguageFacade['renameTarget']>> = await language().renameTarget(
    fileOf(model),
    model.getOffsetAt(position),
  );
  if (target.ok) return { range: toRange(model, target.range), text: target.name };
  return { range: monaco.Range.fromPositions(position), text: '', rejectReason: target.reason };
}

async function provideRenameEdits(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  newName: string,
): Promise<monaco.languages.WorkspaceEdit & monaco.languages.Rejection> {
  const outcome: Awaited<ReturnType<LanguageFacade['rename']>> = await language().rename(
    fileOf(model),
    model.getOffsetAt(position),
    newName,
  );
  if (!outcome.ok) {
    complain(outcome.reason);
    return { edits: [], rejectReason: outcome.reason };
  }
  const edits = await previewRename(outcome, newName);
  if (outcome.files.length === 0 || edits.length === 0) return toWorkspaceEdit(edits);
  // A module that is a file takes the file with it, which the editor's own edits cannot do.
  moveFiles(outcome.files, edits);
  return { edits: [] };
}
