import { useHolt } from '../store';

/** Asks for one name: of a project, a file or a snapshot. */
export interface NameQuestion {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly accept: string;
  /** Why a name cannot be taken; undefined when it can. */
  readonly refuse?: (name: string) => string | undefined;
  readonly onAccept: (name: string) => void;
}

/** Opens the question; the answer comes through `onAccept`. */
export function askName(question: NameQuestion): void {
  useHolt.setState({ question });
}
