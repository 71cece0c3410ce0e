import { loadBlake3 } from '../base';
import type { CompileDeps } from '../plan';
import { sqlFunctions } from '../std';
import { standardLibrary } from './standard-library';

/** Part of every plan hash (PLAN-12). */
export const compilerVersion = '0.1.0';

/**
 * Everything a compiler is made of, put together: the language, the standard library and the SQL of both
 * dialects. The same in a worker, in Node and in a test.
 */
export async function compileDeps(): Promise<CompileDeps> {
  return {
    std: standardLibrary(),
    blake3: await loadBlake3(),
    compilerVersion,
    sqlFunctions,
  };
}
