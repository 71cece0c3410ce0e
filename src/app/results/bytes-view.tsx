// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw some of its rows only
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { BytePartView, ByteWindow } from '../../engine';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import { engine } from '../workers';
import { elementHeight, type RowScroll, scrolled, scrollTo } from './row-scroll';
import './bytes.css';

const perRow = 16;
/** In CSS px; the style sheet uses the same. */
const rowHeight = 22;

/** The encoded output: offset, hex and text, every byte named by the part of the value it belongs to (HEX-1 … HEX-3). */
export default function BytesView() {
  const value = useHolt((state) => state.shown?.run.value);
  if (value === undefined) return <p className="note-line">{words.plan.notRunYet}</p>;
  return <Hex key={value.id} value={value.id} size={value.bytes} type={value.type} />;
}

function Hex({
  value,
  size,
  type,
}: {
  readonly value: number;
  readonly size: number;
  readonly type: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(400);
  const [position, setPosition] = useState<RowScroll>({ scrollTop: 0, offset: 0 });
  const [held, setHeld] = useState<{ readonly start: number; readonly window: ByteWindow } | null>(null);
  const [chosen, setChosen] = useState(0);

  const rows = Math.ceil(size / perRow);
  const trueHeight = rows * rowHeight;
  const y = position.scrollTop + position.offset;
  const first = Math.max(0, Math.floor(y / rowHeight) - 4);
  const end = Math.min(rows, Math.ceil((y + height) / rowHeight) + 4);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    let current = true;
    const start = first * perRow;
    void engine()
      .bytes(value, { start, count: (end - first) * perRow })
      .then((window) => {
        if (current) setHeld({ start, window });
      });
    return () => {
      current = false;
    };
  }, [value, first, end]);

  const parts = held?.window.parts ?? [];
  const part = parts.find((one) => one.start <= chosen && chosen < one.end);

  function goTo(wanted: number): void {
    const byte = Math.min(size - 1, Math.max(0, wanted));
    setChosen(byte);
    const top = Math.floor(byte / perRow) * rowHeight;
    if (top >= y && top + rowHeight <= y + height) return;
    const next = scrollTo(top < y ? top : top + rowHeight - height, trueHeight, height);
    setPosition(next);
    if (scroller.current !== null) scroller.current.scrollTop = next.scrollTop;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(height / rowHeight) - 1) * perRow;
    const moves: Partial<Record<string, number>> = {
      ArrowRight: chosen + 1,
      ArrowLeft: chosen - 1,
      ArrowDown: chosen + perRow,
      ArrowUp: chosen - perRow,
      PageDown: chosen + page,
      PageUp: chosen - page,
      Home: 0,
      End: size - 1,
      ...(part?.target === undefined ? {} : { Enter: part.target }),
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    goTo(to);
  }

  return (
    <>
      <div className="result-head">
        <span className="result-facts">
          <b>{sizeInWords(size)}</b>
          <span>{type}</span>
        </span>
      </div>
      <div
        ref={scroller}
        className="hex"
        role="application"
        aria-label={words.bytes.label}
        aria-describedby="byte-in-words"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows walk the bytes
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={() => {
          const element = scroller.current;
          if (element !== null && element.scrollTop !== position.scrollTop)
            setPosition(scrolled(position, element.scrollTop, trueHeight, height));
        }}
      >
        <div style={{ height: elementHeight(trueHeight) }}>
          {held === null
            ? null
            : Array.from({ length: Math.ceil(held.window.bytes.length / perRow) }, (_, i) => {
                const start = held.start + i * perRow;
                return (
                  <HexRow
                    key={start}
                    top={(start / perRow) * rowHeight - position.offset}
                    start={start}
                    bytes={held.window.bytes.subarray(i * perRow, (i + 1) * perRow)}
                    parts={parts}
                    chosen={part}
                    at={chosen}
                    choose={setChosen}
                  />
                );
              })}
        </div>
      </div>
      <p className="byte-in-words" id="byte-in-words" role="status">
        {part === undefined ? '' : words.bytes.sentence(chosen, part)}
      </p>
    </>
  );
}

function HexRow({
  top,
  start,
  bytes,
  parts,
  chosen,
  at,
  choose,
}: {
  readonly top: number;
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly parts: readonly BytePartView[];
  readonly chosen: BytePartView | undefined;
  readonly at: number;
  readonly choose: (byte: number) => void;
}) {
  const here = [...bytes];
  const partOf = (byte: number) => parts.find((part) => part.start <= byte && byte < part.end);
  return (
    <div className="hex-row" style={{ transform: `translateY(${top}px)` }}>
      <span className="hex-offset">{start.toString(16).padStart(6, '0')}</span>
      <span className="hex-bytes">
        {here.map((byte, i) => {
          const offset = start + i;
          const part = partOf(offset);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: keys walk the bytes in the whole
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys walk the bytes in the whole
            <span
              key={offset}
              data-role={part?.role}
              data-first={part?.start === offset ? '' : undefined}
              data-chosen={part !== undefined && part.start === chosen?.start ? '' : undefined}
              data-at={offset === at ? '' : undefined}
              onMouseEnter={() => choose(offset)}
              onClick={() => choose(offset)}
            >
              {byte.toString(16).padStart(2, '0')}
            </span>
          );
        })}
      </span>
      <span className="hex-text">
        {here.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('')}
      </span>
    </div>
  );
}
