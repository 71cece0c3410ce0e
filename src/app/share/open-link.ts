import { announce, complain, openProgram } from '../session';
import { useHolt, viewNames } from '../store';
import { sizeInWords, words } from '../words';
import { engine } from '../workers';

/** Whether the address carries a program. */
export function hasLink(): boolean {
  return location.hash.startsWith('#p=');
}

/** Opens the program of the address; false when nothing of it could be read (SHR-9, SHR-12). */
export async function openLink(): Promise<boolean> {
  const opened = await engine().decodeLink(location.hash);
  if (!opened.ok) {
    complain(words.share.damagedBecause(opened.error.message));
    return false;
  }
  const { name, project, runner, selector, inputs, view, node, digest, missing, notes } = opened.value;
  useHolt.setState({ dataSets: await engine().dataSets() });
  openProgram({
    name,
    ...project,
    runner,
    selector,
    digest,
    link: location.hash,
    bindings: Object.fromEntries(inputs.map(({ param, from }) => [param, from])),
  });
  const known = viewNames.find((one) => one === view);
  if (known !== undefined) useHolt.setState({ view: known });
  if (node !== undefined) useHolt.setState({ node });
  const lacking = missing[0];
  if (lacking !== undefined) complain(words.share.missing(lacking.name, sizeInWords(lacking.bytes)));
  else if (notes[0] !== undefined) complain(notes[0]);
  else announce(words.share.opened);
  return true;
}
