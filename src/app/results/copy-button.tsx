import { announce } from '../session';
import { Icon } from '../shell/icons';
import { words } from '../words';

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text }: { readonly text: string }) {
  return (
    <button
      type="button"
      className="button icon"
      aria-label={words.view.copy}
      title={words.view.copy}
      onClick={async () => {
        await navigator.clipboard.writeText(text);
        announce(words.view.copied);
      }}
    >
      <Icon name="copy" />
    </button>
  );
}
