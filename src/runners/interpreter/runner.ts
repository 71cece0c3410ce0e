import { ok, type RunnerProfile } from '../../base';
import type { Natives } from '../../program';
import type { Runner } from '../../routing';
import { natives } from '../../std';
import type { FileStore } from '../files';
import { version } from './identity';
import { DEFAULT_INTERPRETER_LIMITS, type InterpreterLimits } from './prepared-program';
import { InterpreterSession } from './session';

export interface InterpreterOptions {
  readonly limits?: Partial<InterpreterLimits>;
  /** Files for `std::fs`; without them its functions fail when they are called. */
  readonly files?: FileStore;
}

export const interpreterProfile: RunnerProfile = {
  name: 'interpreter',
  repr: 'bytecode-lt',
  externals: ['std::fs'],
  staging: 'node',
  limits: {},
};

/** What a specialised external stands for. */
export const offered: Natives = new Map([...natives, ['interpreter::version', version]]);

/** The interpreter as a runner; its sessions run in the thread that calls them. */
export function createInterpreterRunner(options: InterpreterOptions = {}): Runner {
  return {
    name: interpreterProfile.name,
    profile: interpreterProfile,
    supports: ({ requirements }) => {
      if (!requirements.representations.includes('bytecode-lt')) return { no: 'it takes bytecode only' };
      const foreign = requirements.externals.find((id) => !isOffered(id));
      return foreign === undefined ? true : { no: `it has no \`${foreign}\`` };
    },
    build: async () => ok(createInterpreterSession(options)),
  };
}

export function createInterpreterSession(options: InterpreterOptions = {}): InterpreterSession {
  const { files } = options;
  return new InterpreterSession({
    natives: offered,
    limits: { ...DEFAULT_INTERPRETER_LIMITS, ...options.limits },
    files,
  });
}

const OFFERED = 'convert ops option array math text date timestamp time fs'
  .split(' ')
  .map((name) => `std::${name}::`);

function isOffered(id: string): boolean {
  return OFFERED.some((prefix) => id.startsWith(prefix));
}
