import { useEffect } from 'react';
import type { Selection, ValueId } from '../../engine';
import { useHolt } from '../store';
import { engine } from '../workers';

/** Tells the page which cells are chosen: the Strip shows their facts, and copying takes them (RES-9). */
export function useChosenFacts(value: ValueId, selection: Selection | null): void {
  const key = selection === null ? '' : JSON.stringify(selection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a selection is compared by what it says
  useEffect(() => {
    if (selection === null) {
      useHolt.setState({ chosen: null });
      return;
    }
    useHolt.setState({ chosen: { value, selection, facts: null } });
    let current = true;
    void engine()
      .selectionFacts(value, selection)
      .then((facts) => {
        if (current) useHolt.setState({ chosen: { value, selection, facts } });
      });
    return () => {
      current = false;
    };
  }, [value, key]);
  useEffect(() => () => useHolt.setState({ chosen: null }), []);
}
