export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/**
 * What a program is made of, as the page holds it: every `.lt` file of its folder, by its path there. The root is
 * `module.lt`, or the only file. Files that belong to no module take no part in it.
 */
export interface ProjectText {
  readonly files: readonly SourceText[];
  /** Path of the definition that is run; `main` when absent (EDT-23). */
  readonly entry?: string;
}

export interface TextRange {
  readonly file: string;
  /** Offsets in UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}
