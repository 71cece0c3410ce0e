import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBlake3 } from '../base';
import { writeLink } from '../share';
import { type Command, CommandError, UsageError } from './command';

/** `holt link FILE`: the share link's fragment. */
export const link: Command = {
  name: 'link',
  summary: 'Print the fragment of a share link for a program',
  usage: `Usage: holt link FILE [--runner NAME] [--input LITERAL]

Prints the part of a link that follows the address of Holt: #p=…
  --runner NAME      the runner the link asks for
  --input LITERAL    the program's input, as a Lutra literal`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { runner: { type: 'string' }, input: { type: 'string' } },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('one file is wanted');
    const text = await readFile(path, 'utf8').catch(() => {
      throw new CommandError(`${path} cannot be read`);
    });
    const project = {
      files: [{ path: basename(path), text }],
      ...(values.runner === undefined ? {} : { runner: `runner=${values.runner}` }),
      ...(values.input === undefined ? {} : { input: values.input }),
    };
    io.out(`#${writeLink(project, await loadBlake3())}\n`);
    return 0;
  },
};
