import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { alongCycle, dependencyGroups } from '../names/dependency-order';
import type { DesugaredDefinition } from '../names/desugared-definition';
import type { Resolution } from '../names/resolution';

export interface DefinitionOrder {
  readonly types: readonly (readonly string[])[];
  readonly values: readonly string[];
  /** Values that need each other. */
  readonly error?: Diagnostic;
}

/** The order of specification 1 §4.6: types and annotations first, then values, each after what it mentions. */
export function orderDefinitions(
  definitions: readonly { readonly desugared: DesugaredDefinition; readonly names: Resolution | undefined }[],
): DefinitionOrder {
  const mentioned = new Map(
    definitions.map(({ desugared, names }) => [desugared.node.path, [...(names?.mentions ?? [])]]),
  );
  const mentions = (path: string): readonly string[] => mentioned.get(path) ?? [];
  const isType = ({ kind }: DesugaredDefinition): boolean => kind === 'type' || kind === 'annotation';
  const paths = (wanted: boolean): string[] =>
    definitions
      .filter(({ desugared }) => isType(desugared) === wanted)
      .map(({ desugared }) => desugared.node.path);

  const types = dependencyGroups(paths(true), mentions);
  const values: string[] = [];
  let error: Diagnostic | undefined;
  for (const group of dependencyGroups(paths(false), mentions)) {
    const [only] = group;
    if (group.length > 1 || mentions(only!).includes(only!)) {
      const culprit = alongCycle(group, mentions, 1);
      const { span } = definitions.find(({ desugared }) => desugared.node.path === culprit)!.desugared.node
        .syntax;
      error ??= diagnosticAt('cyclic-reference', span, 'unimplemented cyclic references between expressions');
    }
    for (const path of group) values.push(path);
  }
  return { types, values, error };
}
