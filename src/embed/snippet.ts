import { loadBlake3 } from '../base';
import { writeLink } from '../share';

/**
 * `<holt-snippet><pre>…</pre></holt-snippet>`: the program in the `pre` becomes an embed; without scripts it stays
 * readable (EMB-1). The options of EMB-3 are its attribute `options`.
 */
const here = document.currentScript as HTMLScriptElement;

class HoltSnippet extends HTMLElement {
  connectedCallback(): void {
    void this.#upgrade();
  }

  async #upgrade(): Promise<void> {
    const text = this.querySelector('pre')?.textContent ?? '';
    if (text.trim() === '') return;
    const name = this.getAttribute('name');
    const link = writeLink(
      { ...(name === null ? {} : { name }), files: [{ path: 'module.lt', text }] },
      await loadBlake3(),
    );
    const address = new URL('./', here.src);
    address.search = this.getAttribute('options') ?? '';
    address.hash = link;
    const frame = document.createElement('iframe');
    frame.src = address.href;
    frame.title = name ?? 'Lutra program';
    frame.loading = 'lazy';
    frame.style.cssText = 'width: 100%; height: 320px; border: 0';
    window.addEventListener('message', ({ source, data }) => {
      if (source === frame.contentWindow && data?.holt === 1 && data.type === 'height')
        frame.style.height = `${Math.ceil(Number(data.height))}px`;
    });
    this.replaceChildren(frame);
  }
}

customElements.define('holt-snippet', HoltSnippet);
