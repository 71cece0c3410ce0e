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
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GraphLayout, PlanGraph, PlanGraphNode } from '../../engine';
import { goToSpan } from '../editor/editor-actions';
import { useHolt } from '../store';
import { timeInWords, words } from '../words';
import { workers } from '../workers';
import { chooseNode, pointAtNode } from './choose-node';
import { EdgeChoice } from './edge-choice';
import { figuresInWords } from './figures';
import { figuresOfSteps, foldPlan, functionsOf, mostOpenSteps } from './folding';
import { alongEdges, neighbour } from './neighbour';
import { nodeSize } from './node-size';
import { keyGoingDown, usePaneDirection } from './pane-direction';
import { type Hull, PlanHulls } from './plan-hulls';
import { PlanNode, type PlanNodeData } from './plan-node';
import { PlanSearch } from './plan-search';
import { steadyLayout } from './steady-layout';

type DrawnNode = Node<PlanNodeData, 'step'>;

/** Above so many steps an overview helps to find the way. */
const roomy = 12;

const nodeTypes = { step: PlanNode };

/** The plan as a layered drawing from source to output (GRF-1 … GRF-6). `stageMs` as in {@link RunView}. */
export function PlanDrawing({
  plan: whole,
  stageMs,
}: {
  readonly plan: PlanGraph;
  readonly stageMs: readonly (number | null)[];
}) {
  const chosen = useHolt((state) => state.node);
  const hovered = useHolt((state) => state.hoveredNode);
  const figures = useHolt((state) =>
    state.figures?.version === state.version ? state.figures.byNode : undefined,
  );
  const [layout, setLayout] = useState<GraphLayout | null>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [choice, setChoice] = useState<{ readonly from: string; readonly ways: readonly string[] } | null>(
    null,
  );
  const host = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const flow = useRef<ReactFlowInstance<DrawnNode, Edge> | null>(null);
  /** Whether the person moved the view; then a change of the plan leaves it where it is. */
  const moved = useRef(false);
  const direction = usePaneDirection(host);
  const large = whole.nodes.length > mostOpenSteps;
  const functions = useMemo(() => functionsOf(whole), [whole]);
  const { plan, inside } = useMemo(
    () => foldPlan(whole, functions, (key) => toggled.has(key) !== large),
    [whole, functions, toggled, large],
  );
  const shape = useMemo(
    () => JSON.stringify([plan.nodes.map((node) => node.id), plan.edges.map((edge) => [edge.from, edge.to])]),
    [plan],
  );

  /** Opens a closed function, or closes an open one. */
  const toggle = useCallback((key: string) => {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);

  /** Steps are chosen; a closed function opens. */
  function press(node: PlanGraphNode | null): void {
    if (node !== null && inside.has(node.id)) toggle(node.id);
    else chooseNode(node);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out again only when the shape of plan or pane changes
  useEffect(() => {
    let current = true;
    void workers
      .draw({
        nodes: plan.nodes.map((node) => ({ id: node.id, ...nodeSize })),
        edges: plan.edges.map((edge) => ({ from: edge.from, to: edge.to })),
        direction,
      })
      .then((next) => {
        if (current && next !== null) setLayout((before) => steadyLayout(before, next));
      });
    return () => {
      current = false;
    };
  }, [shape, direction]);

  const hulls = useMemo<readonly Hull[]>(() => {
    const stages = new Map<number, string[]>();
    for (const { id, stage } of plan.nodes) stages.set(stage, [...(stages.get(stage) ?? []), id]);
    const grounds = [...stages].map(([stage, steps]): Hull => {
      const ms = stageMs[stage] ?? null;
      const label = words.plan.stageAndTime(stage + 1, ms === null ? '' : timeInWords(ms));
      return { key: `stage ${stage}`, kind: 'stage', label, steps, reach: 11 };
    });
    const open = functions.filter(({ key, steps }) => !inside.has(key) && !hidden(steps, inside));
    return [
      ...grounds,
      ...open.map(({ key, name, depth, steps }): Hull => {
        const drawn = [...steps, ...[...inside.keys()].filter((box) => box.startsWith(`${key}/`))];
        const close = () => toggle(key);
        const reach = Math.max(2, 9 - 3 * depth);
        return { key, kind: 'function', label: words.plan.closeFunction(name), steps: drawn, reach, close };
      }),
    ];
  }, [plan, stageMs, functions, inside, toggle]);

  const places = useMemo(() => new Map(layout?.nodes.map((place) => [place.id, place])), [layout]);
  const stop = plan.nodes.find((node) => holds(node.id, chosen, inside))?.id ?? plan.nodes[0]?.id;
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
            direction,
            chosen: holds(node.id, chosen, inside),
            hovered: holds(node.id, hovered, inside),
            figures:
              node.kind === 'output' || figures === undefined
                ? ''
                : figuresInWords(
                    inside.has(node.id)
                      ? figuresOfSteps(whole, inside.get(node.id) ?? [], figures)
                      : figures[node.id],
                  ),
          },
          draggable: false,
          connectable: false,
          ariaLabel: words.plan.step(`${node.kind}, ${node.display}`),
          // One stop for Tab; arrows go on from there (GRF-13).
          domAttributes: { tabIndex: node.id === stop ? 0 : -1 },
        };
      }),
    [plan, whole, inside, places, direction, stop, chosen, hovered, figures],
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
    let timer = setTimeout(() => {
      if (!moved.current) void flow.current?.fitView(fit);
    }, 30);
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
  function keyOnNode(node: PlanGraphNode, pressed: string): boolean {
    const key = keyGoingDown(pressed, direction);
    const ways = alongEdges(plan, node.id, key);
    const next = neighbour(plan, node.id, key);
    if (ways.length > 1) setChoice({ from: node.id, ways });
    else if (next !== undefined) focusNode(next);
    else if (key === 'Enter' || key === ' ' || key === 'p' || key === 'P') press(node);
    else if (key === 't' || key === 'T') useHolt.setState({ planAsText: true });
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
    <div ref={host} className="drawing" data-settled={layout === null ? undefined : ''}>
      <PlanSearch
        field={search}
        plan={whole}
        go={(node) => {
          const drawn = plan.nodes.find((one) => holds(one.id, node.id, inside))?.id ?? node.id;
          void flow.current?.fitView({ ...fit, nodes: [{ id: drawn }] });
          chooseNode(node);
          focusNode(drawn);
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
        onNodeClick={(_, node) => press(node.data.node)}
        onNodeMouseEnter={(_, node) => pointAtNode(node.data.node)}
        onNodeMouseLeave={() => pointAtNode(null)}
        onMoveStart={(event) => {
          if (event !== null) moved.current = true;
        }}
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
        {layout === null ? null : <PlanHulls hulls={hulls} plan={plan} layout={layout} />}
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--line)" />
      </ReactFlow>
      {choice === null ? null : (
        <EdgeChoice
          ways={plan.nodes.filter((node) => choice.ways.includes(node.id))}
          go={(node) => {
            setChoice(null);
            focusNode(node.id);
          }}
          back={() => {
            setChoice(null);
            focusNode(choice.from);
          }}
          leave={() => setChoice(null)}
        />
      )}
      {large ? <p className="plan-note">{words.plan.openedClosed(whole.nodes.length)}</p> : null}
      <button
        type="button"
        className="button framed drawing-fit"
        onClick={() => {
          moved.current = false;
          void flow.current?.fitView(fit);
        }}
      >
        {words.plan.fit}
      </button>
    </div>
  );
}

/** Whether the drawn node is the step, or the closed function that the step is in. */
function holds(drawn: string, step: string | null, inside: ReadonlyMap<string, readonly string[]>): boolean {
  return step !== null && (drawn === step || (inside.get(drawn)?.includes(step) ?? false));
}

/** Whether all of the steps are in one closed function. */
function hidden(steps: readonly string[], inside: ReadonlyMap<string, readonly string[]>): boolean {
  return [...inside.values()].some((own) => steps.every((step) => own.includes(step)));
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

/** The upper edge leaves room for the field that finds steps. */
const fit = {
  padding: { top: '52px', x: 0.08, bottom: 0.08 },
  maxZoom: 1,
  duration: 0,
} as const;
