import { useState } from 'react';
import type { RunnerName } from '../../engine';
import { openExample } from '../actions';
import { Sheet } from '../shell/sheet';
import { useHolt } from '../store';
import { words } from '../words';
import { type Example, examples, examplesUsing, topics } from '.';
import './gallery.css';

const runners: readonly RunnerName[] = ['interpreter', 'duckdb', 'pglite'];

/** All examples, to be searched and filtered by topic, function and runner (GAL-1). */
export default function GalleryDialog() {
  const [wanted, setWanted] = useState(useHolt.getState().galleryFor);
  const [topic, setTopic] = useState('');
  const [runner, setRunner] = useState('');
  const found = examples.filter(
    (example) =>
      (topic === '' || example.topics.includes(topic)) &&
      (runner === '' || example.runners.includes(runner as RunnerName)) &&
      fits(example, wanted.trim()),
  );
  const close = () => useHolt.setState({ dialog: null, galleryFor: '' });
  return (
    <Sheet title={words.gallery.title} kind="gallery" onClose={close}>
      <search className="gallery-search">
        <input
          className="field"
          type="search"
          aria-label={words.gallery.search}
          placeholder={words.gallery.search}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Choice label={words.gallery.topic} value={topic} set={setTopic} options={topics} />
        <Choice label={words.gallery.runner} value={runner} set={setRunner} options={runners} />
        <span role="status">{words.gallery.found(found.length)}</span>
      </search>
      {found.length === 0 ? <p className="note-line">{words.gallery.none}</p> : null}
      <ul className="gallery-list">
        {found.map((example) => (
          <li key={example.id}>
            <button
              type="button"
              className="gallery-entry"
              onClick={() => {
                close();
                openExample(example, wanted.trim());
              }}
            >
              <b>{example.title}</b>
              <span>{inPlainText(example.shows)}</span>
              <small>{facts(example)}</small>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Choice({
  label,
  value,
  set,
  options,
}: {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly options: readonly string[];
}) {
  return (
    <label>
      {label}{' '}
      <select className="field" value={value} onChange={(event) => set(event.target.value)}>
        <option value="">{words.gallery.any}</option>
        {options.map((one) => (
          <option key={one} value={one}>
            {one in words.runner ? words.runner[one as RunnerName] : one}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Each word is in the title, the line below it or the topics, or is a function that the example uses. */
function fits(example: Example, wanted: string): boolean {
  const text = `${example.title} ${example.shows} ${example.topics.join(' ')}`.toLowerCase();
  return wanted
    .split(/\s+/)
    .every(
      (word) =>
        text.includes(word.toLowerCase()) || (/^[\w:]+$/.test(word) && examplesUsing(word).includes(example)),
    );
}

function facts({ topics: about, minutes, data, runners: on, docs }: Example): string {
  return [
    about.join(', '),
    words.gallery.minutes(minutes),
    ...(on.length < runners.length ? [on.map((one) => words.runner[one]).join(', ')] : []),
    ...(data === '' ? [] : [words.gallery.reads(data)]),
    docs.join(', '),
  ].join(' · ');
}

function inPlainText(line: string): string {
  return line.replaceAll('`', '');
}
