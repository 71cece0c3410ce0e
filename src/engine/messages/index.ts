/*
 * Everything that crosses between the page and the workers, named (RPC-1). Plain data: each of these survives
 * `structuredClone`. Failures are values (RPC-3).
 */
export type { AppError, Diagnostic } from '../../base';
export type {
  BadRecord,
  ColumnPlan,
  CsvPreview,
  Entry,
  EntryFault,
  FieldType,
  FileFormat,
  Refitted,
  TextEncoding,
} from '../../data';
export type {
  DanglingReason,
  DocumentSymbol,
  Explanation,
  Fold,
  InlayHint,
  InlayHintKind,
  Lens,
  OutlineKind,
  SearchMatch,
  SearchOutcome,
  SearchQuery,
  SemanticToken,
  SemanticTokenKind,
  SignatureParam,
} from '../../language';
export type * from './comparison';
export type * from './data-set-view';
export type * from './embed';
export type * from './engine-facade';
export type * from './language-facade';
export type * from './node-facts';
export type * from './plan-graph';
export type * from './project-text';
export type * from './run-view';
export type * from './runner-host';
export type * from './shared-project';
export type * from './value-view';
