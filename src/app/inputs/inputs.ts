import type { Entry, FieldType, InputBinding } from '../../engine';
import { complain, mayRunByItself, run } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';

/*
 * What stands in the inputs form (DAT-13, DAT-14): the engine worker says what a new form holds, what is wrong with an
 * entry, and what an entry becomes when its type changes.
 */

/** Words rest this long, in ms, before they are checked and the program runs by itself. */
const rest = 250;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Gives a parameter another value, checks it, and runs where that may happen by itself. */
export function bind(param: string, from: InputBinding['from'] | undefined): void {
  useHolt.setState((state) => {
    const { [param]: _, ...others } = state.bindings;
    return { bindings: from === undefined ? others : { ...others, [param]: from } };
  });
  clearTimeout(timer);
  timer = setTimeout(() => void checkAndRun(), rest);
}

async function checkAndRun(): Promise<void> {
  await checkInputs();
  if (mayRunByItself()) void run();
}

/** Asks what is wrong with every entry of the form; an answer about an older entry is left out. */
async function checkInputs(): Promise<void> {
  const { bindings, files } = useHolt.getState();
  for (const [param, from] of Object.entries(bindings)) {
    const faults = from.kind === 'form' ? await engine().checkInput({ files }, from.type, from.entry) : [];
    if (useHolt.getState().bindings[param] !== from) continue;
    useHolt.setState((state) => ({ inputFaults: { ...state.inputFaults, [param]: faults } }));
  }
}

/**
 * Brings the form to the parameters of the program that was just checked: new ones get an empty form, the entries of
 * others move to the type as it is now, and what was dropped on the way is told. Arrays wait for rows or a data set.
 */
export async function fitInputs(): Promise<void> {
  const { check, bindings } = useHolt.getState();
  const params = check?.program?.params ?? [];
  const next: Record<string, InputBinding['from']> = {};
  const dropped: string[] = [];
  for (const { name, field } of params) {
    const from = bindings[name];
    if (field === undefined) continue;
    if (from === undefined && field.kind !== 'array') {
      next[name] = { kind: 'form', type: field, entry: field.empty };
    } else if (from?.kind === 'form' && from.type !== field) {
      const [refitted] = await engine().refitInputs([{ before: from.type, entry: from.entry, after: field }]);
      if (refitted === undefined) continue;
      next[name] = { kind: 'form', type: field, entry: refitted.entry };
      dropped.push(...refitted.dropped.map((one) => `${name}: ${one}`));
    }
  }
  const state = useHolt.getState();
  if (state.check !== check) return;
  // What the person typed in the meantime is newer.
  const fresh = Object.entries(next).filter(([name]) => state.bindings[name] === bindings[name]);
  if (fresh.length === 0) return;
  useHolt.setState({
    bindings: { ...state.bindings, ...Object.fromEntries(fresh) },
    ...(dropped.length > 0 ? { inputsDropped: dropped } : {}),
  });
  await checkInputs();
}

/** Where a parameter gets its value from: its form, a literal, or a data set. */
export function chooseSource(param: string, field: FieldType, source: string): void {
  const from = useHolt.getState().bindings[param];
  if (source.startsWith('data:')) bind(param, { kind: 'data', set: source.slice(5) });
  else if (source === 'form' && from?.kind !== 'form')
    bind(param, { kind: 'form', type: field, entry: field.empty });
}

/** An entry as a literal, or a literal as the form has it; undefined, and a word why, where that cannot be. */
export async function switched(type: FieldType, entry: Entry): Promise<Entry | undefined> {
  if (entry.kind !== 'literal') {
    return { kind: 'literal', text: await engine().literalOfEntry(type, entry) };
  }
  if (entry.text.trim() === '') return type.empty;
  const { files } = useHolt.getState();
  const read = await engine().entryOfLiteral({ files }, type, entry.text);
  if (read.ok) return read.value;
  complain(words.inputs.notForm(read.error));
  return undefined;
}
