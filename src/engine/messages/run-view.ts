import type { AppError, Diagnostic } from '../../base';
import type { Entry, FieldType } from '../../data';
import type { PlanGraph } from './plan-graph';
import type { ProjectText } from './project-text';
import type { ValueView } from './value-view';

export type RunnerName = 'interpreter' | 'duckdb' | 'pglite';

export type RunnerChoice = 'auto' | RunnerName;

export interface RunnerStatus {
  readonly name: RunnerName;
  readonly state: 'idle' | 'ready' | 'loading' | 'failed';
  /** Bytes to load before its first run; 0 when nothing is. */
  readonly loadBytes: number;
  /** How much of it has come while it loads, from 0 to 1; null where that is not known. */
  readonly loaded: number | null;
  /** Why it cannot take this program; absent when it can. */
  readonly refusal?: string;
  /** Auto takes this runner, and why (GO-4). */
  readonly picked?: string;
}

export interface InputBinding {
  readonly param: string;
  readonly from:
    | { readonly kind: 'data'; readonly set: string }
    | { readonly kind: 'literal'; readonly text: string }
    /** What was put into the form, right or wrong. */
    | { readonly kind: 'form'; readonly type: FieldType; readonly entry: Entry };
}

export interface RunRequest {
  readonly project: ProjectText;
  readonly runner: RunnerChoice;
  readonly inputs: readonly InputBinding[];
  /** Text of a runner selector (specification 5 §8.2): goes before the choice of a name. */
  readonly selector?: string;
  /** Whether the person allowed this program to write to its own tables and files (GO-13). */
  readonly allowWrites: boolean;
  /** Whether an engine that is not there yet may be loaded for it (GO-5). */
  readonly mayLoad: boolean;
}

/** How far a run is: its engine comes, or a stage of it runs (GO-6). What is not known is null. */
export type RunProgress =
  | { readonly kind: 'loading'; readonly runner: RunnerName; readonly loaded: number | null }
  | {
      readonly kind: 'stage';
      /** From 1. */
      readonly stage: number;
      readonly of: number;
      /** What the stage ends with, in short. */
      readonly name: string;
      /** What the stage before gave. */
      readonly rows: number | null;
      /** Of all finished stages together. */
      readonly bytes: number;
    };

export type ReportProgress = (progress: RunProgress) => void;

/** What a cancel cost: the database that had to be ended with what was written to it, or null. */
export interface Cancelled {
  readonly lost: RunnerName | null;
}

/** What a run measured of one step; null where it was not measured (NODE-12). */
export interface NodeFigures {
  readonly rowsIn: number | null;
  readonly rowsOut: number | null;
  readonly bytes: number | null;
  readonly ms: number | null;
}

export interface RunTimes {
  /** Milliseconds; null when not measured, never 0 for that (GO-12). */
  readonly compile: number | null;
  readonly execute: number | null;
}

export interface RunView {
  readonly runner: RunnerName;
  /** Why this runner (GO-4). */
  readonly reason: string;
  readonly plan: PlanGraph;
  /** By node id; nodes that were not measured are absent. */
  readonly figures: Readonly<Record<string, NodeFigures>>;
  /** Milliseconds of each stage of `plan`, by its position; null when not measured (GRF-2). */
  readonly stageMs: readonly (number | null)[];
  readonly value: ValueView;
  /** Text that the engine ran, of SQL runners. */
  readonly sql?: string;
  readonly times: RunTimes;
  /** Hex BLAKE3 of the canonical output bytes. */
  readonly digest: string;
}

export type RunFailure =
  | { readonly kind: 'problems'; readonly problems: readonly Diagnostic[] }
  | { readonly kind: 'error'; readonly error: AppError }
  | { readonly kind: 'inputs'; readonly param: string; readonly message: string }
  /** The engine it needs is not there, and may not be loaded without a word (GO-5). */
  | { readonly kind: 'load'; readonly runner: RunnerName; readonly bytes: number }
  | { readonly kind: 'cancelled' };

export type RunOutcome =
  | { readonly ok: true; readonly run: RunView }
  | { readonly ok: false; readonly failure: RunFailure };

/** Looks at the value of one step of the program as it stands, run or not (GRF-8). */
export interface PeekRequest extends RunRequest {
  readonly node: string;
  /** At most so many rows of its value. */
  readonly rows: number;
}

/** What a run of a plan measured: of every step, and the time of every stage in ms. */
export interface PlanFigures {
  readonly nodes: Readonly<Record<string, NodeFigures>>;
  readonly stageMs: readonly (number | null)[];
}
