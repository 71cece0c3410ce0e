import { useEffect, useState } from 'react';
import type { ValueView as HeldValue } from '../../engine';
import type { ValueForm } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { Table } from './table';
import { Tree } from './tree';

/** Characters of a printed value that the page takes at once. */
const printLimit = 400_000;

/** The view that fits a value first (RES-1). */
export function firstForm(value: HeldValue): ValueForm {
  return value.shape === 'table' ? 'table' : 'tree';
}

/** One value, in one of its forms; `form` null takes the one that fits. */
export function ValueView({ value, form }: { readonly value: HeldValue; readonly form: ValueForm | null }) {
  if (form === 'lutra' || form === 'json') return <Printed value={value} form={form} />;
  if (value.shape === 'unit') {
    return (
      <section className="state">
        <h3>{words.view.unit}</h3>
      </section>
    );
  }
  if (value.rows === 0 && form !== 'tree') {
    return (
      <>
        {value.shape === 'table' ? <Table value={value} /> : null}
        <section className="state">
          <h3>{words.view.empty(value.type)}</h3>
          <p>{words.view.emptyNote}</p>
        </section>
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

/** The value as Lutra prints it, or as JSON. */
function Printed({ value, form }: { readonly value: HeldValue; readonly form: 'lutra' | 'json' }) {
  const [printed, setPrinted] = useState<{ readonly text: string; readonly whole: boolean } | null>(null);
  useEffect(() => {
    let current = true;
    void engine()
      .print(value.id, form, printLimit)
      .then((next) => {
        if (current) setPrinted(next);
      });
    return () => {
      current = false;
    };
  }, [value, form]);
  if (printed === null) return <p className="note-line">{words.view.reading}</p>;
  return (
    <>
      {printed.whole ? null : <p className="note-line">{words.view.cut(printLimit)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
      <section className="source-text" tabIndex={0} aria-label={words.view[form]}>
        {printed.text}
      </section>
    </>
  );
}
