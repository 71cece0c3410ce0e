import { announce, complain, openProgram } from '../session';
import { useHolt, viewNames } from '../store';
import { words } from '../words';
import { engine } from '../workers';

/** Whether the address carries a program. */
export function hasLink(): boolean {
  return location.hash.startsWith('#p=');
}

/** A link that is put into the address of the open page is opened as well. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => {
    if (hasLink() && location.hash !== useHolt.getState().link) void openLink();
  });
}

/** Opens the program of the address as a draft; false when nothing of it could be read (SHR-9, SHR-12). */
export async function openLink(): Promise<boolean> {
  const opened = await engine().decodeLink(location.hash);
  if (!opened.ok) {
    const { message, hint } = opened.error;
    complain(words.share.damagedBecause(hint === undefined ? message : `${message} ${hint}`));
    return false;
  }
  const { name, project, runner, selector, inputs, view, node, digest, version, missing, notes } =
    opened.value;
  useHolt.setState({ dataSets: await engine().dataSets() });
  const bound = inputs.filter(
    ({ from }) => from.kind !== 'data' || missing.every((one) => one.name !== from.set),
  );
  openProgram({
    name,
    ...project,
    runner,
    selector,
    digest,
    link: location.hash,
    bindings: Object.fromEntries(bound.map(({ param, from }) => [param, from])),
    view: viewNames.find((one) => one === view),
  });
  useHolt.setState({ opened: { missing, notes, version: version ?? null } });
  if (node !== undefined) useHolt.setState({ node });
  if (notes.length + missing.length === 0) announce(words.share.opened);
  return true;
}
