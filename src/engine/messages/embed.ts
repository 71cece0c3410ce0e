import type { SourceText } from './project-text';

/** What an embedded page asks of its worker: to run the project of a link, with its texts as they were changed. */
export interface EmbedRequest {
  /** The fragment of the link. */
  readonly fragment: string;
  /** The files as they stand. */
  readonly files: readonly SourceText[];
}

export type EmbedAnswer =
  | {
      readonly ok: true;
      /** Of an array; null for any other value. */
      readonly rows: number | null;
      readonly columns: readonly { readonly name: string; readonly align: 'start' | 'end' }[];
      /** The first rows as text. */
      readonly cells: readonly (readonly string[])[];
      readonly type: string;
      readonly ms: number;
      readonly digest: string;
      /** Whether it is what the link promised; null when it promised nothing (SHR-10). */
      readonly same: boolean | null;
    }
  | { readonly ok: false; readonly message: string };
