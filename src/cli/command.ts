import type { AppError } from '../base';

/** One command of the command line, in a file of its own. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** How it is called and what its options mean, for `--help`. */
  readonly usage: string;
  /** Exit code: 0 done, 1 the program or its data is at fault, 2 the call is. */
  run(args: readonly string[], io: Terminal): Promise<number>;
}

/** Where a command reads and writes; real streams, or arrays in a test. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Lines of standard input, without their ends. */
  lines(): AsyncIterable<string>;
}

/** The call is wrong: the message is shown with the command's usage, and the exit code is 2. */
export class UsageError extends Error {}

/** The program or its data is at fault: the message is shown, and the exit code is 1. */
export class CommandError extends Error {
  static from(error: AppError): CommandError {
    const detail = error.detail === undefined ? '' : `\n  ${error.detail}`;
    const hint = error.hint === undefined ? '' : `\n  ${error.hint}`;
    return new CommandError(`${error.message}${detail}${hint}`);
  }
}
