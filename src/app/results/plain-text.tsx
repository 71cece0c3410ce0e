/** Text of code that has no colours of its own, as it is. */
export function PlainText({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
    <section className="source-text" tabIndex={0} aria-label={label}>
      {text}
    </section>
  );
}
