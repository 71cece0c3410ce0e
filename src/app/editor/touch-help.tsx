import { useState } from 'react';
import type { CompletionView, Diagnostic, FixView, HoverView } from '../../engine';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { words } from '../words';
import type { FlowingRows } from './hover-text';
import { StaticCode } from './static-code';

/** What the touch editor shows above its key row: entries to choose from, what a word is, or a problem. */
export type TouchHint =
  | {
      readonly kind: 'completion';
      readonly items: readonly CompletionView[];
      readonly range: { readonly start: number; readonly end: number };
    }
  | { readonly kind: 'hover'; readonly hover: HoverView; readonly rows: FlowingRows | null }
  | { readonly kind: 'problem'; readonly problem: Diagnostic; readonly fixes: readonly FixView[] };

interface HintProps {
  readonly hint: TouchHint;
  readonly onChoose: (item: CompletionView) => void;
  readonly onFix: (fix: FixView) => void;
  readonly onClose: () => void;
}

/** The panel above the key row; it takes no focus, so that the keyboard stays. */
export function TouchHelp({ hint, onChoose, onFix, onClose }: HintProps) {
  return (
    <section
      className="touch-help"
      aria-label={words.editor.touch[hint.kind]}
      onPointerDown={(event) => event.preventDefault()}
    >
      <div className="touch-help-body">
        {hint.kind === 'completion' ? (
          <ul className="touch-entries">
            {hint.items.map((item) => (
              <li key={`${item.kind} ${item.label} ${item.detail ?? ''}`}>
                <button type="button" className="touch-entry" onClick={() => onChoose(item)}>
                  <b className={item.refusal === undefined ? undefined : 'refused'}>{item.label}</b>
                  <small>{item.refusal ?? item.result ?? item.detail ?? ''}</small>
                </button>
              </li>
            ))}
          </ul>
        ) : hint.kind === 'hover' ? (
          <TouchHover hover={hint.hover} rows={hint.rows} />
        ) : (
          <>
            <p className="touch-problem">
              <Icon name="error" />
              {hint.problem.message}
            </p>
            <span className="state-actions">
              {hint.fixes.map((fix) => (
                <button key={fix.title} type="button" className="button framed" onClick={() => onFix(fix)}>
                  {fix.title}
                </button>
              ))}
              <button
                type="button"
                className="button"
                onClick={() => useHolt.setState({ explained: hint.problem.slug })}
              >
                {words.explanation.open}
              </button>
            </span>
          </>
        )}
      </div>
      <button type="button" className="button icon" aria-label={words.editor.touch.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </section>
  );
}

function TouchHover({ hover, rows }: { readonly hover: HoverView; readonly rows: FlowingRows | null }) {
  const [whole, setWhole] = useState(false);
  const names = rows?.value.columns.slice(0, rows.columns).map(({ name }) => name) ?? [];
  return (
    <>
      <StaticCode text={whole ? (hover.expanded ?? hover.signature) : hover.signature} />
      {hover.expanded === undefined || whole ? null : (
        <button type="button" className="button framed" onClick={() => setWhole(true)}>
          {words.editor.touch.expand}
        </button>
      )}
      {hover.doc === undefined ? null : <p>{hover.doc}</p>}
      {hover.note === undefined ? null : <p>{hover.note}</p>}
      {rows === null ? null : (
        <table className="touch-rows">
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a value keep their order
              <tr key={index}>
                {row.map(({ text }, at) => (
                  <td key={names[at] ?? at}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
