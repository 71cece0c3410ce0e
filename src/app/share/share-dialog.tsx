import { Dialog } from 'radix-ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import { exportProject } from '../project/project-transfer';
import { announce } from '../session';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { issueText } from './issue-text';
import { fitOf, looksSecret } from './link-fit';
import { embedOf, htmlOf, markdownOf, qrOf } from './share-forms';
import { shareContentOf, sharePartsOf } from './share-parts';
import './share.css';

/** A link that holds the program: how long it is, where it fits, what is in it, and its forms (SHR-4, SHR-6, SHR-7). */
export default function ShareDialog() {
  const [link, setLink] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [picture, setPicture] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const state = useHolt();
  const title = state.projectName;
  const secret = state.files.some(({ text }) => looksSecret(text));
  const parts = sharePartsOf(state);
  const key = [...left].sort().join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is of the moment the dialog opened and of the ticks
  useEffect(() => {
    let current = true;
    setLink(null);
    void engine()
      .encodeLink(shareContentOf(state, left))
      .then((made) => {
        if (!current) return;
        if (!made.ok) return setFailed(made.error.message);
        const address = new URL(location.href);
        address.hash = made.value;
        setLink(address.href);
      });
    return () => {
      current = false;
    };
  }, [key]);

  const fit = link === null ? null : fitOf(link.length);
  const qr = useMemo(() => (link === null ? null : qrOf(link)), [link]);
  const biggest = parts
    .filter(({ size, id }) => size > 0 && !left.has(id))
    .sort((a, b) => b.size - a.size)[0];
  const tick = (id: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  /** Sharing puts the link into the address as well, without a new entry in the history (SHR-8). */
  const share = (text: string) => {
    if (link === null) return;
    history.replaceState(null, '', link);
    useHolt.setState({ link: new URL(link).hash });
    void copy(text, field.current);
  };
  const forms = [
    { name: words.share.markdown, text: (address: string) => markdownOf(title, address) },
    { name: words.share.html, text: (address: string) => htmlOf(title, address) },
    { name: words.share.embed, text: (address: string) => embedOf(title, address, document.baseURI) },
  ];
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
          {fit === 'none' ? (
            <div className="share-line share-none">
              <p>
                {words.share.useFile} {biggest === undefined ? null : words.share.leaveOut(biggest.label)}
              </p>
              <button type="button" className="button main" onClick={() => void exportProject()}>
                <Icon name="download" />
                {words.share.file}
              </button>
            </div>
          ) : (
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
                onClick={() => share(link ?? '')}
              >
                <Icon name="copy" />
                {words.share.copy}
              </button>
            </div>
          )}
          {link === null || fit === null ? null : (
            <p className="share-fit" data-fit={fit}>
              {words.share.length(link.length)} · {words.share.fits[fit]}
            </p>
          )}
          <fieldset className="share-data">
            <legend>{words.share.includes}</legend>
            {parts.map(({ id, label, detail, refusal }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={refusal === undefined && !left.has(id)}
                  disabled={refusal !== undefined}
                  onChange={(event) => tick(id, event.target.checked)}
                />
                <span className={/^(data|file):/.test(id) ? 'code' : undefined}>{label}</span>
                <small>{refusal ?? detail}</small>
              </label>
            ))}
          </fieldset>
          {picture && qr !== null ? (
            <img className="share-qr" src={qr} alt={words.share.qrOf(title)} width="240" height="240" />
          ) : null}
          <div className="sheet-actions share-forms">
            {fit === 'none'
              ? null
              : forms.map(({ name, text }) => (
                  <button
                    key={name}
                    type="button"
                    className="button framed"
                    disabled={link === null}
                    onClick={() => share(text(link ?? ''))}
                  >
                    {name}
                  </button>
                ))}
            {qr === null ? null : (
              <button
                type="button"
                className="button framed"
                aria-pressed={picture}
                onClick={() => setPicture(!picture)}
              >
                {words.share.qr}
              </button>
            )}
            <button
              type="button"
              className="button framed"
              onClick={() => void issueText().then((text) => copy(text, field.current))}
            >
              {words.share.issue}
            </button>
            {fit === 'none' ? null : (
              <button type="button" className="button framed" onClick={() => void exportProject()}>
                {words.share.file}
              </button>
            )}
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
