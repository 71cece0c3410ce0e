import { useEffect, useState } from 'react';
import type { ValueChild, ValueId, ValuePath, ValueView } from '../../engine';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { engine } from '../workers';
import { Cell } from './cell';
import './tree.css';

const page = 100;
/** Levels that open at once with the modifier; deeper ones open one by one. */
const allLevels = 12;

/** A value as names and values, opened level by level. */
export function Tree({ value }: { readonly value: ValueView }) {
  return (
    <div className="value-tree whole">
      <TreeChildren value={value.id} path={[]} at="" openDepth={value.rows === null ? 2 : 1} />
    </div>
  );
}

/** What stands inside one part. `openDepth` levels are open from the start. */
export function TreeChildren(props: {
  readonly value: ValueId;
  readonly path: ValuePath;
  /** The path in words: `[17].lines`. */
  readonly at: string;
  readonly openDepth: number;
  /** Opens a part beside the table; absent where there is none. */
  readonly onPart?: ((path: ValuePath, label: string) => void) | undefined;
}) {
  const { value, path, at, openDepth, onPart } = props;
  const [loaded, setLoaded] = useState<readonly ValueChild[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [wanted, setWanted] = useState(page);
  const key = path.join('.');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is compared by its text
  useEffect(() => {
    let current = true;
    void engine()
      .children(value, path, { start: 0, count: wanted })
      .then((answer) => {
        if (!current) return;
        setLoaded(answer.children);
        setTotal(answer.total);
      });
    return () => {
      current = false;
    };
  }, [value, key, wanted]);

  return (
    <ul>
      {loaded.map((child) => (
        <TreeItem
          key={child.path.join('.')}
          value={value}
          child={child}
          at={/^\d+$/.test(child.label) ? `${at}[${child.label}]` : `${at}.${child.label}`}
          openDepth={openDepth - 1}
          onPart={onPart}
        />
      ))}
      {total !== null && total > loaded.length ? (
        <li>
          <button type="button" className="link tree-more" onClick={() => setWanted(wanted + page * 5)}>
            {words.view.more(total - loaded.length)}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function TreeItem(props: {
  readonly value: ValueId;
  readonly child: ValueChild;
  readonly at: string;
  readonly openDepth: number;
  readonly onPart?: ((path: ValuePath, label: string) => void) | undefined;
}) {
  const { value, child, at, onPart } = props;
  const [open, setOpen] = useState(props.openDepth > 0);
  const [depth, setDepth] = useState(props.openDepth);
  const line = (
    <>
      <span className="tree-label">{child.label}</span>
      <Cell cell={child.cell} />
      <span className="tree-type">{child.type}</span>
    </>
  );
  if (!child.cell.opens) return <li className="tree-line leaf">{line}</li>;
  return (
    <li>
      <button
        type="button"
        className="tree-line"
        aria-expanded={open}
        aria-label={words.view.expand(child.label)}
        title={words.view.expandAll}
        onClick={(event) => {
          setDepth(event.altKey ? allLevels : 0);
          setOpen(!open);
        }}
      >
        <Icon name={open ? 'down' : 'right'} />
        {line}
      </button>
      {onPart !== undefined && child.cell.kind === 'array' ? (
        <button
          type="button"
          className="link tree-part"
          aria-label={words.table.openPart(at)}
          onClick={() => onPart(child.path, at)}
        >
          {words.table.asTable}
        </button>
      ) : null}
      {open ? (
        <TreeChildren value={value} path={child.path} at={at} openDepth={depth} onPart={onPart} />
      ) : null}
    </li>
  );
}
