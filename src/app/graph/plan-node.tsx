import { Handle, type NodeProps, type Node, Position } from '@xyflow/react';
import type { PlanGraphNode } from '../../engine';
import { kindMark } from './kind-mark';

export interface PlanNodeData extends Record<string, unknown> {
  readonly node: PlanGraphNode;
  readonly chosen: boolean;
  readonly hovered: boolean;
}

/** In CSS px; the layout is made with it. */
export const nodeSize = { width: 248, height: 58 };

/** One step: what kind it is, what it does, and the row type that leaves it (GRF-2). */
export function PlanNode({ data }: NodeProps<Node<PlanNodeData, 'step'>>) {
  const { node, chosen, hovered } = data;
  return (
    <div
      className="plan-node"
      data-kind={node.kind}
      data-chosen={chosen ? '' : undefined}
      data-hovered={hovered ? '' : undefined}
      title={node.display}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <span className="plan-kind" aria-hidden="true">
        {kindMark(node.kind)}
      </span>
      <span className="plan-words">
        <b>{node.display}</b>
        <small>{node.type}</small>
      </span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}
