import { useEffect, useMemo, useRef, useState } from 'react';
import type { Arrangement, ValueView } from '../../engine';
import { engine } from '../workers';
import { type ColumnLayout, isReshaped, plainLayout } from './table-columns';

export const plainRows: Arrangement = { sort: [], filters: [] };

export interface TableView {
  /** The value with its rows as arranged. */
  readonly value: ValueView;
  readonly arrangement: Arrangement;
  readonly layout: ColumnLayout;
  /** Whether the view differs from the value (RES-8). */
  readonly changed: boolean;
  readonly arrange: (next: Arrangement) => void;
  readonly setLayout: (next: ColumnLayout) => void;
  readonly reset: () => void;
}

/** What a person did to the view of a table; it stays while values of the same type follow each other. */
export function useTableView(value: ValueView): TableView {
  const columns = value.columns.length;
  const kind = value.columns.map((column) => `${column.name}: ${column.type}`).join(', ');
  const [arrangement, setArrangement] = useState(plainRows);
  const [layout, setLayout] = useState<ColumnLayout>(() => plainLayout(columns));
  const [arranged, setArranged] = useState<{ readonly of: number; readonly value: ValueView } | null>(null);
  const held = useRef(kind);
  if (held.current !== kind) {
    held.current = kind;
    setArrangement(plainRows);
    setLayout(plainLayout(columns));
    setArranged(null);
  }
  const plain = arrangement.sort.length === 0 && arrangement.filters.length === 0;

  useEffect(() => {
    if (plain) {
      setArranged(null);
      return;
    }
    let current = true;
    let made: number | undefined;
    void engine()
      .arrange(value.id, arrangement)
      .then((next) => {
        made = next.id;
        if (current) setArranged({ of: value.id, value: next });
        else void engine().release(next.id);
      });
    return () => {
      current = false;
      if (made !== undefined) void engine().release(made);
    };
  }, [value.id, arrangement, plain]);

  const shown = !plain && arranged?.of === value.id ? arranged.value : value;
  return useMemo(
    () => ({
      value: shown,
      arrangement,
      layout,
      changed: !plain || isReshaped(layout),
      arrange: setArrangement,
      setLayout,
      reset: () => {
        setArrangement(plainRows);
        setLayout(plainLayout(columns));
      },
    }),
    [shown, arrangement, layout, plain, columns],
  );
}
