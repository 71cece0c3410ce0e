import type { NodeId } from '../base';
import type { CheckedProject, Local, Type, TypedExpr } from '../language';
import { compileToIr } from '../program';
import { deepFreeze } from './deep-freeze';
import type { Draft } from './graph/draft';
import type { Graph } from './graph/graph';
import type { TypeTexts } from './graph/type-texts';
import { localExpr } from './graph/typed-make';

/** Facts about nodes that only their own panel shows. */
export interface PlanArtifacts {
  readonly nodes: Readonly<Record<NodeId, NodeArtifact>>;
  readonly sources: Readonly<Record<NodeId, SourceArtifact>>;
}

export interface NodeArtifact {
  /** By port, as the language prints types. */
  readonly inputs: readonly { readonly port: string; readonly type: string }[];
  readonly output: string;
  /** How the output lies in bytes; worked out when it is first asked for. Null for what is no data. */
  readonly layout: NodeLayout | null;
  /** What the type parameters of the node's function stand for, in their order. */
  readonly typeArguments: readonly string[];
  /** The types of the functions it is given. */
  readonly lambdas: readonly string[];
}

/** The head of a value: all of fixed size that it has (specification 3 B1). */
export interface NodeLayout {
  readonly headBytes: number;
  /** Byte offsets in the head of pointers to bodies. */
  readonly pointers: readonly number[];
}

export interface SourceArtifact {
  readonly schema: string;
  readonly from: 'annotation' | 'runner-schema' | 'program-input' | 'literal';
}

/** Frozen. `schemaFile` is the file that holds the runner's own definitions, if one does. */
export function artifactsOf(graph: Graph, project: CheckedProject, schemaFile: string | null): PlanArtifacts {
  const nodes: Record<NodeId, NodeArtifact> = {};
  const sources: Record<NodeId, SourceArtifact> = {};
  for (const node of graph.dag.nodes) {
    const draft = graph.byId.get(node.id)!;
    let layout: NodeLayout | null | undefined;
    let callTypes: CallTypes | undefined;
    nodes[node.id] = Object.freeze({
      inputs: deepFreeze(node.inputs.map((edge) => ({ port: edge.port, type: edge.schema }))),
      output: node.schema,
      get layout() {
        if (layout === undefined) layout = layoutOf(draft, project);
        return layout;
      },
      get typeArguments() {
        callTypes ??= callTypesOf(draft.template, graph.typeTexts);
        return callTypes.typeArguments;
      },
      get lambdas() {
        callTypes ??= callTypesOf(draft.template, graph.typeTexts);
        return callTypes.lambdas;
      },
    });
    if (node.payload.kind !== 'source') continue;
    const { origin } = node.payload;
    const from =
      origin === 'input'
        ? 'program-input'
        : origin === 'literal' || origin === 'constant'
          ? 'literal'
          : schemaFile !== null && node.span?.file === schemaFile
            ? 'runner-schema'
            : 'annotation';
    sources[node.id] = Object.freeze({ schema: node.schema, from });
  }
  return Object.freeze({ nodes: Object.freeze(nodes), sources: Object.freeze(sources) });
}

type CallTypes = Pick<NodeArtifact, 'typeArguments' | 'lambdas'>;

function callTypesOf(e: TypedExpr | null, types: TypeTexts): CallTypes {
  if (e?.kind !== 'call') return deepFreeze({ typeArguments: [], lambdas: [] });
  const print = (type: Type) => types.of(type);
  return deepFreeze({
    typeArguments: e.callee.kind === 'global' ? e.callee.typeArgs.map(print) : [],
    lambdas: e.args.filter((arg) => arg.value.type.kind === 'function').map((arg) => print(arg.value.type)),
  });
}

/** The layout is that of a program which gives back what it takes. */
function layoutOf({ type, local }: Draft, project: CheckedProject): NodeLayout | null {
  const at = { span: local.span, extent: local.span };
  const param: Local = { ...local, kind: 'param' };
  const expr: TypedExpr = {
    kind: 'function',
    params: [param],
    body: localExpr(param, at),
    type: { kind: 'function', params: [{ type }], result: type },
    ...at,
  };
  const identity = compileToIr(project, { expr, input: type, output: type }, []);
  const layout = identity.ok ? identity.value.type.output.layout : undefined;
  if (layout === undefined) return null;
  return Object.freeze({
    headBytes: layout.headSize / 8,
    pointers: Object.freeze([...layout.bodyPtrs]),
  });
}
