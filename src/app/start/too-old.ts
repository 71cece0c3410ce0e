import { starter } from '../gallery/starter';
import { words } from '../words';

/** What the browser lacks to run anything, in words; null when it lacks nothing (STA-20). */
export function lacking(): string | null {
  const { parts } = words.tooOld;
  const missing = [
    ...(typeof WebAssembly === 'undefined' ? [parts.wasm] : []),
    ...(typeof Worker === 'undefined' ? [parts.workers] : []),
  ];
  return missing.length === 0 ? null : missing.join(', ');
}

/** Says what is missing above the page that was drawn without scripts: program and stored result stay readable. */
export function sayTooOld(page: HTMLElement, missing: string): void {
  const note = document.createElement('section');
  note.className = 'too-old';
  note.setAttribute('role', 'alert');
  const title = document.createElement('h2');
  title.textContent = words.tooOld.title;
  const why = document.createElement('p');
  why.textContent = `${words.tooOld.missing(missing)} ${words.tooOld.versions}`;
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.className = 'button main';
  copy.textContent = words.tooOld.copy;
  copy.addEventListener('click', () => void navigator.clipboard.writeText(starter.text));
  note.append(title, why, copy);
  page.querySelector('.first-result')?.prepend(note);
}
