import { parseArgs } from 'node:util';
import { standardLibrary } from '../engine/toolchain';
import { checkProject, renderDiagnostics } from '../language';
import { type Command, UsageError } from './command';
import { readProject } from './source-tree';

/** `holt check FILE|DIR`: all diagnostics of a project, drawn with their source lines. */
export const check: Command = {
  name: 'check',
  summary: 'Check a program or project and show its errors',
  usage: `Usage: holt check FILE|DIR [options]

A file that begins with \`submodule\` is checked with the project it belongs to.
  --hints              also show hints: unused names, missing arms
  --dep [NAME=]PATH    a project that this one uses as the module NAME; may be repeated`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        hints: { type: 'boolean', default: false },
        dep: { type: 'string', multiple: true, default: [] },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('one file or folder is wanted');
    const sources = await readProject(path, values.dep);
    const { project, diagnostics } = checkProject(sources, { std: standardLibrary() });
    const hints = values.hints ? (project?.hints ?? []) : [];
    if (diagnostics.length + hints.length > 0)
      io.err(`${renderDiagnostics([...diagnostics, ...hints], sources)}\n`);
    return diagnostics.length > 0 ? 1 : 0;
  },
};
