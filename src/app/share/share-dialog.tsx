import { Dialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { announce, runRequest } from '../session';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import { engine } from '../workers';
import { fitOf, looksSecret } from './link-fit';
import './share.css';

/** A link that holds the program, how long it is and where it fits (SHR-4, SHR-6, SHR-7). */
export default function ShareDialog() {
  const [link, setLink] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const field = useRef<HTMLInputElement>(null);
  const { projectName, files, runner, view, node, bindings, dataSets } = useHolt();
  const digest = useHolt((state) =>
    state.shown?.version === state.version ? state.shown.run.digest : undefined,
  );
  const secret = files.some(({ text }) => looksSecret(text));
  const used = dataSets.filter((set) =>
    Object.values(bindings).some((from) => from.kind === 'data' && from.set === set.name),
  );
  const included = used.filter((set) => set.linkable && !left.has(set.name)).map((set) => set.name);
  const key = included.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is of the moment the dialog opened and of the ticks
  useEffect(() => {
    let current = true;
    setLink(null);
    void engine()
      .encodeLink({
        name: projectName,
        project: runRequest().project,
        runner,
        selector: runRequest().selector ?? '',
        inputs: runRequest().inputs,
        data: included,
        view,
        node: node ?? undefined,
        digest: digest?.slice(0, 16),
      })
      .then((made) => {
        if (!current) return;
        if (!made.ok) {
          setFailed(made.error.message);
          return;
        }
        const address = new URL(location.href);
        address.hash = made.value;
        setLink(address.href);
        history.replaceState(null, '', address);
        useHolt.setState({ link: address.hash });
      });
    return () => {
      current = false;
    };
  }, [key]);

  const fit = link === null ? null : fitOf(link.length);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && useHolt.setState({ dialog: null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content
          className="sheet"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            field.current?.focus();
          }}
        >
          <Dialog.Title className="sheet-title">
            {words.share.title}
            <Dialog.Close className="button icon" aria-label={words.data.cancel}>
              <Icon name="close" />
            </Dialog.Close>
          </Dialog.Title>
          <Dialog.Description asChild>
            <p>{words.share.note}</p>
          </Dialog.Description>
          {secret ? (
            <p role="alert" className="note-line share-secret">
              {words.share.secret}
            </p>
          ) : null}
          <div className="share-line">
            <input
              ref={field}
              className="field code fill"
              readOnly
              aria-label={words.share.link}
              value={link ?? ''}
              placeholder={failed ?? words.share.making}
              onFocus={(event) => event.target.select()}
            />
            <button
              type="button"
              className="button main"
              disabled={link === null}
              onClick={() => void copy(link ?? '', field.current)}
            >
              <Icon name="copy" />
              {words.share.copy}
            </button>
          </div>
          {link === null || fit === null ? null : (
            <p className="share-fit" data-fit={fit}>
              {words.share.length(link.length)} · {words.share.fits[fit]}
            </p>
          )}
          {used.length === 0 ? null : (
            <fieldset className="share-data">
              <legend>{words.share.includes}</legend>
              {used.map((set) => (
                <label key={set.name}>
                  <input
                    type="checkbox"
                    checked={set.linkable && !left.has(set.name)}
                    disabled={!set.linkable}
                    onChange={(event) => {
                      const next = new Set(left);
                      if (event.target.checked) next.delete(set.name);
                      else next.add(set.name);
                      setLeft(next);
                    }}
                  />
                  <span className="code">{set.name}</span> {words.side.rows(set.rows)},{' '}
                  {sizeInWords(set.bytes)}
                  {set.linkable ? null : <small>{words.share.tooBig}</small>}
                </label>
              ))}
            </fieldset>
          )}
          <div className="sheet-actions">
            <button
              type="button"
              className="button framed"
              disabled={link === null}
              onClick={() => void copy(`[${projectName}](${link})`, field.current)}
            >
              {words.share.markdown}
            </button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Copies; where the browser refuses, the field is selected so that a key can do it (EMB-4). */
async function copy(text: string, field: HTMLInputElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(words.share.copied);
  } catch {
    field?.select();
  }
}
