/** All that a link carries (specification 7 SHR-1). Never run ids, outputs, paths of a machine or addresses. */
export interface SharedProject {
  readonly files: readonly SharedFile[];
  /** The program expression; `main` when absent. */
  readonly entry?: string;
  /** Runner selector text; the router chooses when absent. */
  readonly runner?: string;
  /** Input as a Lutra literal. */
  readonly input?: string;
  /** Small data sets, as the text they were loaded from. */
  readonly data?: readonly SharedData[];
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
