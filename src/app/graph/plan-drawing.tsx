import {
  Background,
  BackgroundVariant,
  type Edge,
  MiniMap,
  type Node,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { GraphLayout, PlanGraph, PlanGraphNode } from '../../engine';
import { goToSpan } from '../editor/editor-actions';
import { useHolt } from '../store';
import { words } from '../words';
import { layoutWorker } from '../workers';
import { chooseNode, pointAtNode } from './choose-node';
import { figuresInWords } from './figures';
import { neighbour } from './neighbour';
import { nodeSize, PlanNode, type PlanNodeData } from './plan-node';
import { PlanSearch } from './plan-search';

type DrawnNode = Node<PlanNodeData, 'step'>;

/** Above so many steps an overview helps to find the way. */
const roomy = 12;

const nodeTypes = { step: PlanNode };

/** The plan as a layered drawing from source to output (GRF-1 … GRF-6). */
export function PlanDrawing({ plan }: { readonly plan: PlanGraph }) {
  const chosen = useHolt((state) => state.node);
  const hovered = useHolt((state) => state.hoveredNode);
  const figures = useHolt((state) =>
    state.figures?.version === state.version ? state.figures.byNode : undefined,
  );
  const [layout, setLayout] = useState<GraphLayout | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const flow = useRef<ReactFlowInstance<DrawnNode, Edge> | null>(null);
  const shape = useMemo(
    () => JSON.stringify([plan.nodes.map((node) => node.id), plan.edges.map((edge) => [edge.from, edge.to])]),
    [plan],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out again only when the shape changes
  useEffect(() => {
    let current = true;
    void layoutWorker()
      .layout({
        nodes: plan.nodes.map((node) => ({ id: node.id, ...nodeSize })),
        edges: plan.edges.map((edge) => ({ from: edge.from, to: edge.to })),
        direction: 'down',
      })
      .then((next) => {
        if (current) setLayout(next);
      });
    return () => {
      current = false;
    };
  }, [shape]);

  const places = useMemo(() => new Map(layout?.nodes.map((place) => [place.id, place])), [layout]);
  const nodes = useMemo<DrawnNode[]>(
    () =>
      plan.nodes.flatMap((node) => {
        const place = places.get(node.id);
        if (place === undefined) return [];
        return {
          id: node.id,
          type: 'step' as const,
          position: { x: place.x, y: place.y },
          width: nodeSize.width,
          height: nodeSize.height,
          data: {
            node,
            chosen: node.id === chosen,
            hovered: node.id === hovered,
            figures: node.kind === 'output' ? '' : figuresInWords(figures?.[node.id]),
          },
          draggable: false,
          connectable: false,
          ariaLabel: words.plan.step(`${node.kind}, ${node.display}`),
          // One stop for Tab; arrows go on from there (GRF-13).
          domAttributes: { tabIndex: node.id === (chosen ?? plan.nodes[0]?.id) ? 0 : -1 },
        };
      }),
    [plan, places, chosen, hovered, figures],
  );
  const edges = useMemo<Edge[]>(
    () =>
      plan.edges.map((edge) => ({
        id: `${edge.from} → ${edge.to} ${edge.port}`,
        source: edge.from,
        target: edge.to,
        type: 'default',
        className: edge.displayOnly ? 'edge-aside' : undefined,
        label: edge.port === 'in' ? undefined : edge.port,
        focusable: false,
      })),
    [plan],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the whole graph fits again when it or its place changes
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let timer = setTimeout(() => void flow.current?.fitView(fit), 30);
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => keepInView(flow.current, element), 30);
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [layout]);

  /** Zooms by `+`, `-` and `0` (GRF-4). */
  function zoomed(key: string): boolean {
    if (key === '+' || key === '=') void flow.current?.zoomIn();
    else if (key === '-') void flow.current?.zoomOut();
    else if (key === '0') void flow.current?.fitView(fit);
    else return false;
    return true;
  }

  /** What a key does on a step; false when it does nothing there (GRF-13). */
  function keyOnNode(node: PlanGraphNode, key: string): boolean {
    const next = neighbour(plan, node.id, key);
    if (next !== undefined) focusNode(next);
    else if (key === 'Enter' || key === ' ' || key === 'p' || key === 'P') chooseNode(node);
    else if ((key === 's' || key === 'S') && node.span !== null) goToSpan(node.span);
    else if (key === '/') search.current?.focus();
    else if (key === 'Escape') chooseNode(null);
    else return false;
    return true;
  }

  function focusNode(id: string): void {
    host.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  }

  return (
    <div ref={host} className="drawing">
      <PlanSearch
        field={search}
        plan={plan}
        go={(node) => {
          void flow.current?.fitView({ ...fit, nodes: [{ id: node.id }] });
          chooseNode(node);
          focusNode(node.id);
        }}
      />
      <ReactFlow<DrawnNode, Edge>
        aria-label={words.plan.label}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onInit={(instance) => {
          flow.current = instance;
          void instance.fitView(fit);
        }}
        onNodeClick={(_, node) => chooseNode(node.data.node)}
        onNodeMouseEnter={(_, node) => pointAtNode(node.data.node)}
        onNodeMouseLeave={() => pointAtNode(null)}
        onPaneClick={() => chooseNode(null)}
        onKeyDownCapture={(event) => {
          const id = (event.target as HTMLElement).closest('[data-id]')?.getAttribute('data-id');
          if (!zoomed(event.key)) {
            const node = plan.nodes.find((one) => one.id === id);
            if (node === undefined) return;
            if (!keyOnNode(node, event.key)) return;
          }
          event.preventDefault();
          event.stopPropagation();
        }}
        nodesDraggable={false}
        nodesConnectable={false}
        minZoom={0.02}
        maxZoom={2}
        proOptions={{ hideAttribution: true }}
      >
        {plan.nodes.length > roomy ? (
          <MiniMap
            pannable
            zoomable
            ariaLabel={words.plan.overview}
            bgColor="var(--bank)"
            nodeColor="var(--line-strong)"
            maskColor="var(--veil)"
          />
        ) : null}
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--line)" />
      </ReactFlow>
      <button
        type="button"
        className="button framed drawing-fit"
        onClick={() => void flow.current?.fitView(fit)}
      >
        {words.plan.fit}
      </button>
    </div>
  );
}

/**
 * After the place of the drawing changed: fits the whole graph, unless a step is chosen. Then it only moves as far
 * as that step needs, so that nothing slips away under the pointer.
 */
function keepInView(flow: ReactFlowInstance<DrawnNode, Edge> | null, element: HTMLElement): void {
  const { node: chosen } = useHolt.getState();
  const node = chosen === null ? undefined : flow?.getNode(chosen);
  if (flow === null || node === undefined) {
    void flow?.fitView(fit);
    return;
  }
  const { x, y, zoom } = flow.getViewport();
  const bottom = (node.position.y + nodeSize.height) * zoom + y;
  const below = bottom + 12 - element.clientHeight;
  if (below > 0) void flow.setViewport({ x, y: y - below, zoom });
}

const fit = { padding: 0.08, maxZoom: 1, duration: 0 };
