import { loadBlake3 } from '../base';
import type { EmbedAnswer, EmbedRequest } from '../engine';
import { highlight } from '../language/syntax/highlight';
import { readLink, type SharedProject } from '../share';
import { EngineSeat } from './engine-seat';
import { connectHost } from './host';
import { type EmbedOptions, isWithin, readOptions } from './options';
import { showAnswer } from './result';
import { words } from './words';

/*
 * The embedded page (EMB-2): the program of a link in colours, a Run button, nothing else until it is touched. One
 * classic script, because a sandboxed frame is refused modules (EMB-4).
 */

declare global {
  interface Window {
    /** The engine's worker as text, put there by `engine.js` on the first run. */
    holtEngine?: string;
  }
}

const here = document.currentScript as HTMLScriptElement;
const options = readOptions(location.search);
const root = document.getElementById('embed')!;
document.documentElement.style.setProperty('--code-size', `${options.font}px`);
applyTheme(options.theme);
void start();

async function start(): Promise<void> {
  const opened = readLink(location.hash, await loadBlake3());
  if (!opened.ok) {
    root.append(element('p', 'embed-note', opened.error.message));
    return;
  }
  new Embed(opened.value.project, options).draw();
}

function applyTheme(theme: EmbedOptions['theme']): void {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = theme === 'auto' ? (dark ? 'dark' : 'light') : theme;
}

class Embed {
  #text: string;
  #worker: Worker | null = null;
  /** Counts presses on Run and Stop: what an older one waited for is of no matter. */
  #runs = 0;
  #running = false;
  readonly #code = element('div', 'embed-code');
  readonly #result = element('section', 'embed-result');
  readonly #run = element('button', 'embed-run', words.run);
  readonly #root: string;
  readonly #seat = new EngineSeat(
    () => !this.#running,
    () => this.#endEngine(),
  );
  readonly #host = connectHost({
    run: () => void this.#press(),
    theme: (theme) => applyTheme(readOptions(`?theme=${theme}`).theme),
  });

  constructor(
    private readonly project: SharedProject,
    private readonly options: EmbedOptions,
  ) {
    const file = project.files.find(({ path }) => path === 'module.lt') ?? project.files[0]!;
    this.#root = file.path;
    this.#text = file.text;
  }

  draw(): void {
    const { title, open, run, show, layout, elsewhere, runner } = this.options;
    const head = element('header', 'embed-head');
    head.append(element('b', 'embed-title', title ? (this.project.name ?? words.program) : ''));
    if (run !== 'never') head.append(this.#run);
    if (open) head.append(openLink());
    const body = element('div', 'embed-body');
    body.dataset.layout = layout;
    this.#result.setAttribute('aria-live', 'polite');
    this.#result.setAttribute('aria-label', words.result);
    this.#result.append(element('p', 'embed-note', run === 'never' ? '' : words.notRun));
    for (const part of show) body.append(part === 'code' ? this.#code : this.#result);
    root.append(head, body);
    const needs = [...elsewhere, ...(runner === 'duckdb' || runner === 'pglite' ? [runner] : [])];
    if (needs.length > 0) root.append(element('p', 'embed-note', words.needsHolt(needs)));
    this.#run.addEventListener('click', () => void this.#press());
    this.#drawCode();
    if (this.options.edit && this.options.readonly.length === 0) this.#drawField();
    this.#host.state('idle', null);
    if (this.options.height === 'auto')
      new ResizeObserver(() => this.#host.height(root.scrollHeight)).observe(root);
  }

  /** The text in colours; lines outside of those that are shown are folded, and still run. */
  #drawCode(): void {
    const pre = element('pre', 'embed-lines');
    const { lines, mark } = this.options;
    let number = 1;
    let line = element('code', 'embed-line');
    const begin = () => {
      line = element('code', isWithin(number, mark) ? 'embed-line marked' : 'embed-line');
      line.hidden = lines !== null && !isWithin(number, [lines]);
      pre.append(line);
    };
    begin();
    for (const [text, kind] of coloured(this.#text)) {
      for (const [at, piece] of text.split('\n').entries()) {
        if (at > 0) {
          line.append('\n');
          number += 1;
          begin();
        }
        if (piece !== '') line.append(kind === '' ? piece : element('span', `code-${kind}`, piece));
      }
    }
    this.#code.querySelector('pre')?.remove();
    this.#code.prepend(pre);
  }

  /** The text field over the colours: native selection, paste and undo. It is not there while lines are folded. */
  #drawField(): void {
    if (this.options.lines !== null) return;
    const field = element('textarea', 'embed-field');
    field.value = this.#text;
    field.spellcheck = false;
    field.wrap = 'off';
    field.setAttribute('aria-label', words.source);
    field.addEventListener('input', () => {
      this.#text = field.value;
      this.#drawCode();
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#press();
    });
    this.#code.append(field);
  }

  async #press(): Promise<void> {
    if (this.#running) {
      this.#stop();
      return;
    }
    this.#setRunning(true);
    const number = ++this.#runs;
    if (!(await this.#seat.take())) return;
    if (window.holtEngine === undefined)
      await loadScript(new URL('engine.js', here.src)).catch(() => undefined);
    // Stopped while the engine came.
    if (number !== this.#runs) return;
    const worker = this.#engine();
    if (worker === null) {
      this.#show({ ok: false, message: words.noWorker });
      return;
    }
    const files = this.project.files.map((file) =>
      file.path === this.#root ? { path: file.path, text: this.#text } : file,
    );
    worker.onmessage = ({ data }: MessageEvent<EmbedAnswer>) => this.#show(data);
    worker.onerror = () => this.#show({ ok: false, message: words.noWorker });
    worker.postMessage({ fragment: location.hash, files } satisfies EmbedRequest);
  }

  #stop(): void {
    this.#runs += 1;
    this.#endEngine();
    this.#seat.leave();
    this.#setRunning(false);
    this.#host.state('idle', null);
  }

  #endEngine(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #show(answer: EmbedAnswer): void {
    this.#setRunning(false);
    this.#result.replaceChildren(...showAnswer(answer));
    this.#host.state(answer.ok ? 'done' : 'failed', answer.ok ? answer.digest : null);
    this.#seat.rest();
  }

  #setRunning(running: boolean): void {
    this.#running = running;
    this.#run.textContent = running ? words.stop : words.run;
    if (running) this.#host.state('running', null);
  }

  /** The engine's worker, made of text that a classic script brought: addresses are refused to a sandboxed frame. */
  #engine(): Worker | null {
    if (this.#worker !== null) return this.#worker;
    if (window.holtEngine === undefined) return null;
    try {
      const address = URL.createObjectURL(new Blob([window.holtEngine], { type: 'text/javascript' }));
      this.#worker = new Worker(address);
      return this.#worker;
    } catch {
      return null;
    }
  }
}

function loadScript(address: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address.href;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('the engine did not come')));
    document.head.append(script);
  });
}

/** Leads to the same program in the product, in a page of its own. */
function openLink(): HTMLElement {
  const link = element('a', 'embed-open', words.open);
  const address = new URL('../', location.href);
  address.search = '';
  address.hash = location.hash;
  link.href = address.href;
  link.target = '_blank';
  link.rel = 'noopener';
  return link;
}

/** The text in stretches with their colour; an empty one has none. */
function* coloured(text: string): Generator<readonly [string, string]> {
  let at = 0;
  for (const { start, end, class: kind } of highlight(text)) {
    if (start > at) yield [text.slice(at, start), ''];
    yield [text.slice(start, end), kind];
    at = end;
  }
  yield [text.slice(at), ''];
}

/** Text is only ever put in as text (SHR-11). */
function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
