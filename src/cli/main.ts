import { createInterface } from 'node:readline';
import { batch } from './batch';
import { check } from './check';
import { type Command, CommandError, type Terminal, UsageError } from './command';
import { corpus } from './corpus';
import { format } from './format';
import { link } from './link';
import { plan } from './plan';
import { program } from './program';
import { run } from './run';
import { runner } from './runner';
import { schema } from './schema';
import { sql } from './sql';

const commands: readonly Command[] = [
  check,
  format,
  run,
  plan,
  sql,
  program,
  schema,
  runner,
  link,
  corpus,
  batch,
];

const terminal: Terminal = {
  out: (text) => {
    process.stdout.write(text);
  },
  err: (text) => {
    process.stderr.write(text);
  },
  lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
};

/** Runs one command; the number is the exit code (0 done, 1 the program is at fault, 2 the call is). */
export async function main(args: readonly string[], io: Terminal = terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    io.err(`holt: there is no command ${name}\n\n${overview()}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(`${command.summary}\n\n${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (problem) {
    if (problem instanceof UsageError || isArgumentError(problem)) {
      io.err(`holt ${name}: ${problem.message}\n\n${command.usage}\n`);
      return 2;
    }
    if (problem instanceof CommandError) {
      io.err(`holt ${name}: ${problem.message}\n`);
      return 1;
    }
    throw problem;
  }
}

/** What Node's own argument reader throws for an unknown or incomplete option. */
function isArgumentError(problem: unknown): problem is Error {
  return problem instanceof Error && `${(problem as { code?: unknown }).code}`.startsWith('ERR_PARSE_ARGS');
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `Usage: holt <command> [arguments]\n\n${lines.join('\n')}\n\nholt <command> --help says more.\n`;
}
