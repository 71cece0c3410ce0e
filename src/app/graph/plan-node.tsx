import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { PlanGraphNode } from '../../engine';
import { words } from '../words';
import { kindMark } from './kind-mark';
import type { Direction } from './pane-direction';

export interface PlanNodeData extends Record<string, unknown> {
  readonly node: PlanGraphNode;
  readonly direction: Direction;
  readonly chosen: boolean;
  readonly hovered: boolean;
  /** What the last run of this text measured, in words; empty when nothing was. */
  readonly figures: string;
}

/** One step: what kind it is, what it does, and the row type that leaves it (GRF-2). */
export function PlanNode({ data }: NodeProps<Node<PlanNodeData, 'step'>>) {
  const { node, direction, chosen, hovered, figures } = data;
  return (
    <div
      className="plan-node"
      data-kind={node.kind}
      data-chosen={chosen ? '' : undefined}
      data-hovered={hovered ? '' : undefined}
      title={node.display}
    >
      <Handle
        type="target"
        position={direction === 'down' ? Position.Top : Position.Left}
        isConnectable={false}
      />
      <span className="plan-kind" aria-hidden="true">
        {kindMark(node.kind)}
      </span>
      <span className="plan-words">
        <b>{node.kind === 'output' ? words.plan.output : node.display}</b>
        <small>{node.type}</small>
      </span>
      {figures === '' ? null : <span className="plan-figures">{figures}</span>}
      <Handle
        type="source"
        position={direction === 'down' ? Position.Bottom : Position.Right}
        isConnectable={false}
      />
    </div>
  );
}
