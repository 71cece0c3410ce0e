import type { Effect, NodeId, Span } from '../../base';

/** What a node does (specification 5 §4.1). */
export type NodeKind =
  | 'source'
  | 'filter'
  | 'map'
  | 'flatMap'
  | 'lookup'
  | 'sort'
  | 'slice'
  | 'group'
  | 'aggregate'
  | 'window'
  | 'append'
  | 'zip'
  | 'loop'
  | 'branch'
  | 'assemble'
  | 'compute'
  | 'write'
  | 'output';

export type NodeMode = 'streaming' | 'blocking';

/** A type as the language prints it (specification 1 §11.5). */
export type TypeText = string;

export interface Edge {
  /** The producer. */
  readonly from: NodeId;
  readonly to: NodeId;
  /** `in`, `build`, `condition`, a field name, an arm's index, a captured name. */
  readonly port: string;
  /**
   * The producer's value is worked out inside the consumer, only when that needs it (an arm, a lookup that was
   * not hoisted), so it is never cut out of the consumer's stage (STG-11).
   */
  readonly displayOnly: boolean;
  /** What flows: the producer's output type (NODE-7). */
  readonly schema: TypeText;
}

/** One step of the program, as plain data. Self-describing (specification 5 §4.1). */
export interface PlanNode {
  readonly id: NodeId;
  /** The nearest `let` or function name, else the id. Names may repeat (NODE-5). */
  readonly name: string;
  /** The call and its own arguments, without the piped input (NODE-8). Null for nodes the planner made. */
  readonly span: Span | null;
  readonly kind: NodeKind;
  readonly payload: Payload;
  /** At most 80 characters, one line (NODE-9). */
  readonly display: string;
  readonly inputs: readonly Edge[];
  readonly schema: TypeText;
  readonly mode: NodeMode;
  readonly effect: Effect;
  /** The call path from the entry, for grouping: `['main', 'albums.2']`. */
  readonly scope: readonly string[];
  /** For "what changed" and caches in memory, never a checkpoint key (NODE-6). */
  readonly fingerprint: string;
  /** The node that decides whether this one is evaluated at all; null on the unconditional path. */
  readonly decidedBy: NodeId | null;
}

/** What a reader of the graph may want to know beyond the display text, by kind of node. */
export type Payload =
  | SourcePayload
  | { readonly kind: 'lookup'; readonly lookups: readonly LookupPart[]; readonly expression: string }
  | { readonly kind: 'group'; readonly key: string }
  | { readonly kind: 'write'; readonly operation: string; readonly target: string }
  | { readonly kind: 'assemble'; readonly fields: readonly string[] }
  | { readonly kind: 'branch'; readonly condition: string; readonly arms: readonly string[] }
  /** The source text of the step's own part: predicate, projection, key, bounds, reducers, step. */
  | { readonly kind: 'expression'; readonly expression: string };

export interface SourcePayload {
  readonly kind: 'source';
  readonly origin: 'table' | 'file' | 'query' | 'input' | 'literal' | 'constant';
  /** Table, file or parameter name. */
  readonly name: string;
  /** Item count of a literal array. */
  readonly rows: number | null;
  /** A program input that nothing reads (NODE-15). */
  readonly unused: boolean;
}

export interface LookupPart {
  /** Source text of the relation that is read. */
  readonly relation: string;
  /** Pairs of equal expressions: over the driving item, over the relation's item. */
  readonly keys: readonly { readonly driving: string; readonly build: string }[];
  /** What is compared besides the keys, or null. */
  readonly residual: string | null;
  readonly cardinality: 'zeroOrOne' | 'many';
  /** Whether the relation is worked out ahead of the driving side. */
  readonly hoisted: boolean;
}

export interface PlanDag {
  /** In topological order (NODE-3). */
  readonly nodes: readonly PlanNode[];
  readonly edges: readonly Edge[];
  readonly output: NodeId;
}
