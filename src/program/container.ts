import { type Codec, codec, schema, type Ty, type TyDef } from '../value';
import type { Program as BytecodeProgram } from './bytecode/bytecode';
import { bytecodeProgram } from './bytecode/codec';

const { list, named, struct, text, union } = codec;

/** What a SQL runner is given: the text, and the types of what goes in and comes out (specification 3 I1). */
export interface SqlProgram {
  readonly sql: string;
  readonly inputTy: Ty;
  readonly outputTy: Ty;
  readonly defs: readonly TyDef[];
}

/** The container in which programs travel to runners (specification 3 I1). */
export type ContainedProgram =
  | { readonly kind: 'sql_postgres'; readonly value: SqlProgram }
  | { readonly kind: 'sql_duck_db'; readonly value: SqlProgram }
  | { readonly kind: 'bytecode_lt'; readonly value: BytecodeProgram };

const sqlProgram: Codec<SqlProgram> = named(['rr', 'SqlProgram'], () =>
  struct({ sql: text, inputTy: schema.ty, outputTy: schema.ty, defs: list(schema.tyDef) }),
);

/** `rr::Program`: what crosses in a prepare request and what compiling writes to a `.rr.ld` file. */
export const containedProgram: Codec<ContainedProgram> = named(['rr', 'Program'], () =>
  union({ sql_postgres: sqlProgram, sql_duck_db: sqlProgram, bytecode_lt: bytecodeProgram }),
);
