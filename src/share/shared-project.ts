/** All that a link carries (specification 7 SHR-1). Never run ids, outputs, paths of a machine or addresses. */
export interface SharedProject {
  readonly name?: string;
  readonly files: readonly SharedFile[];
  /** The program expression; `main` when absent. */
  readonly entry?: string;
  /** Runner selector text; the router chooses when absent. */
  readonly runner?: string;
  /** The whole input as a Lutra literal. */
  readonly input?: string;
  /** Where each parameter gets its value from. */
  readonly inputs?: readonly SharedInput[];
  /** Small data sets, as the text they were loaded from. */
  readonly data?: readonly SharedData[];
  /** Data sets that did not go with it (SHR-5). */
  readonly absent?: readonly AbsentData[];
  readonly view?: { readonly tab: string; readonly node?: string };
  /** Version of the product that made the link. */
  readonly version?: string;
  /** The first 8 bytes of the expected output digest, 16 hex digits (SHR-10). */
  readonly digest?: string;
}

export interface SharedFile {
  readonly path: string;
  readonly text: string;
}

export interface SharedData {
  readonly name: string;
  readonly fileName: string;
  readonly text: string;
}

/** A parameter bound to a data set by its name, or to a Lutra literal. */
export type SharedInput =
  | { readonly param: string; readonly data: string }
  | { readonly param: string; readonly literal: string };

/** What is told of a data set in its place, so that the opener knows which file to bring. */
export interface AbsentData {
  readonly name: string;
  readonly fileName: string;
  /** Name of the row type. */
  readonly type: string;
  readonly bytes: number;
  /** The first 8 bytes of the text's BLAKE3, 16 hex digits. */
  readonly digest: string;
}
