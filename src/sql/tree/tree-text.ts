/** The structure of a part of the SQL tree as text, whatever steps it comes from. */
export function treeText(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) => (key === 'steps' ? undefined : value));
}
