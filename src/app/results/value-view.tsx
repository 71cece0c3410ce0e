import { memo, useEffect, useState } from 'react';
import type { ValueView as HeldValue } from '../../engine';
import { useHolt, type ValueForm } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { EmptyState } from './empty-state';
import { PartDrawing } from './part-view';
import { ProfileView } from './profile-view';
import { Table } from './table';
import { Tree } from './tree';

/** Lines of a printed value that are shown before the rest is folded (RES-11), and characters at once. */
const firstLines = 2000;
const printLimit = 4_000_000;

/** The view that fits a value first (RES-1). */
export function firstForm(value: HeldValue): ValueForm {
  return value.shape === 'table' ? 'table' : 'tree';
}

interface Props {
  readonly value: HeldValue;
  readonly form: ValueForm | null;
}

/** One value, in one of its forms; `form` null takes the one that fits. Drawn again only for another value (SPD-5). */
export const ValueView = memo(function ValueView(props: Props) {
  return (
    <PartDrawing value={Drawn}>
      <Drawn {...props} />
    </PartDrawing>
  );
});

function Drawn({ value, form: wanted }: Props) {
  const form = value.shape !== 'table' && (wanted === 'table' || wanted === 'profile') ? null : wanted;
  const result = useHolt((state) => state.shown?.run.value.id === value.id);
  if (form === 'profile') return <ProfileView value={value} />;
  if (form === 'lutra' || form === 'json') return <Printed value={value} form={form} />;
  if (value.shape === 'unit') {
    return (
      <section className="state">
        <h3>{words.view.unit}</h3>
        {result ? <Written /> : null}
      </section>
    );
  }
  if (value.rows === 0 && form !== 'tree') {
    return (
      <>
        {value.shape === 'table' ? <Table value={value} /> : null}
        <EmptyState type={value.type} result={result} />
      </>
    );
  }
  if (form === null && (value.shape === 'scalar' || value.shape === 'text')) return <Scalar value={value} />;
  if (value.shape === 'table' && form !== 'tree') return <Table value={value} />;
  return <Tree value={value} />;
}

/** A single value, large. */
function Scalar({ value }: { readonly value: HeldValue }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let current = true;
    void engine()
      .window(value.id, { start: 0, count: 1 }, { start: 0, count: 1 })
      .then((rows) => {
        if (current) setText(rows[0]?.[0]?.text ?? '');
      });
    return () => {
      current = false;
    };
  }, [value]);
  if (value.shape === 'text') return <pre className="text-value">{text}</pre>;
  return (
    <output className="scalar">
      {text}
      <small>{value.type}</small>
    </output>
  );
}

/** What a program that gives nothing back has written, and the way to look at it (STA-6). */
function Written() {
  const nodes = useHolt((state) => state.shown?.run.plan.nodes) ?? [];
  const writes = nodes.filter((node) => node.effect === 'writes' && node.kind !== 'output');
  if (writes.length === 0) return <p>{words.view.nothingWritten}</p>;
  return (
    <>
      <ul>
        {writes.map((node) => (
          <li key={node.id}>{node.display}</li>
        ))}
      </ul>
      <p>{words.view.writtenNote}</p>
      <button type="button" className="button framed" onClick={() => useHolt.setState({ view: 'plan' })}>
        {words.view.lookAtPlan}
      </button>
    </>
  );
}

/** The value as Lutra prints it, or as JSON in one of its two shapes; long texts are folded (RES-11). */
function Printed({ value, form }: { readonly value: HeldValue; readonly form: 'lutra' | 'json' }) {
  const [printed, setPrinted] = useState<{
    readonly text: string;
    readonly shown: number;
    readonly lines: number;
  } | null>(null);
  const [lines, setLines] = useState(firstLines);
  const [positional, setPositional] = useState(false);
  const shape = form === 'json' && positional ? 'positional' : form;
  useEffect(() => {
    let current = true;
    void engine()
      .print(value.id, shape, lines, printLimit)
      .then((next) => {
        if (current) setPrinted(next);
      });
    return () => {
      current = false;
    };
  }, [value, shape, lines]);
  if (printed === null) return <p className="note-line">{words.view.reading}</p>;
  const folded = printed.lines - printed.shown;
  return (
    <>
      {form === 'json' ? (
        <div className="printed-head">
          <label>
            <input
              type="checkbox"
              checked={positional}
              onChange={(event) => setPositional(event.target.checked)}
            />
            {words.view.positional}
          </label>
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
      <section className="source-text" tabIndex={0} aria-label={words.view[form]}>
        {printed.text}
      </section>
      {folded > 0 ? (
        <p className="note-line">
          {words.view.folded(folded)}{' '}
          <button type="button" className="link" onClick={() => setLines(lines * 10)}>
            {words.view.unfold}
          </button>
        </p>
      ) : null}
    </>
  );
}
