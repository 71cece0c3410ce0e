import { type ComponentType, createContext } from 'react';
import type { Entry, EntryFault, FieldType } from '../../engine';

export interface FieldProps<T extends FieldType = FieldType, E extends Entry = Entry> {
  readonly type: T;
  readonly entry: E;
  /** From the parameter; faults carry the same. */
  readonly path: readonly number[];
  /** Names the field for those who hear the page. */
  readonly label: string;
  readonly onChange: (entry: Entry) => void;
}

/** What ties a control to the sentence about its fault. */
export interface Described {
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
  readonly 'data-missing'?: string | undefined;
}

/** What is wrong with the entries of one parameter, and what draws a level inside another. */
export const FieldContext = createContext<{
  readonly faults: readonly EntryFault[];
  readonly Field: ComponentType<FieldProps>;
}>({ faults: [], Field: () => null });
