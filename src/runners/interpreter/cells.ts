import type { Node, Run } from './node';

/** Fills cells in order before `main` is evaluated. */
export function withCells(slots: readonly number[], runs: readonly Run[], main: Node): Node {
  if (slots.length === 0 || main.is !== 'data') return main;
  const { run, kind, head } = main;
  const [slot, first] = [slots[0]!, runs[0]!];
  if (slots.length === 1) {
    return {
      is: 'data',
      kind,
      head,
      run: (frame) => {
        frame[slot] = first(frame);
        return run(frame);
      },
    };
  }
  return {
    is: 'data',
    kind,
    head,
    run: (frame) => {
      for (let i = 0; i < slots.length; i++) frame[slots[i]!] = runs[i]!(frame);
      return run(frame);
    },
  };
}
