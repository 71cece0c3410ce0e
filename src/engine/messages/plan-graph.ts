import type { Effect } from '../../routing';
import type { TextRange } from './project-text';

export interface PlanGraph {
  readonly effects: Effect;
  /** In topological order (NODE-3). */
  readonly nodes: readonly PlanGraphNode[];
  readonly edges: readonly PlanGraphEdge[];
}

export interface PlanGraphNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly display: string;
  readonly type: string;
  readonly span: TextRange | null;
  readonly scope: readonly string[];
  readonly blocking: boolean;
  readonly effect: Effect;
  /** Whether its value can be looked at alone (GRF-8). */
  readonly peekable: boolean;
  /** Position of its stage, from 0. */
  readonly stage: number;
}

export interface PlanGraphEdge {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly displayOnly: boolean;
}

/** Places of nodes on a drawing, in px, from the layout worker. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
}

export interface LayoutRequest {
  readonly nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly direction: 'down' | 'right';
}

export interface LayoutFacade {
  layout(request: LayoutRequest): Promise<GraphLayout>;
  ping(): Promise<true>;
}
