/** Steps of the program that a part of its SQL comes from, by the names its caller has for them (`SqlOptions.stepsOf`). */
export type Steps = readonly string[];

/** The node as a part of these steps too. */
export function withSteps<T extends { readonly steps?: Steps }>(node: T, steps: Steps | undefined): T {
  if (steps === undefined || steps.length === 0) return node;
  const own = node.steps ?? [];
  const more = steps.filter((step) => !own.includes(step));
  return more.length === 0 ? node : { ...node, steps: [...own, ...more] };
}
