import { codec, type TypeOf } from '../value';

/** The messages between a client and a runner (specification 3 K1), as plain objects and as Lutra bytes. */

const { bytes, list, named, option, struct, text, u32, union, unit } = codec;

/** A failure told to the client: `display` for people, `code` for programs (specification 3 J3). */
const failure = named('Error', () => struct({ display: text, code: option(text) }));
export type Failure = TypeOf<typeof failure>;

const requestKind = named('RequestKind', () =>
  union({
    prepare: struct({ programId: u32, program: bytes }),
    execute: struct({ programId: u32, input: bytes }),
    release: struct({ programId: u32 }),
    pull_schema: unit,
    get_externals: unit,
  }),
);
export type RequestKind = TypeOf<typeof requestKind>;

export const request = named('Request', () => struct({ id: u32, kind: requestKind }));
export type Request = TypeOf<typeof request>;

const responseKind = named('ResponseKind', () =>
  union({
    prepare: named('PrepareResult', () => union({ ok: unit, err: failure })),
    execute: named('ExecuteResult', () => union({ ok: bytes, err: failure })),
    release: named('ReleaseResult', () => union({ ok: unit, err: failure })),
    schema: named('SchemaResult', () => union({ ok: text, err: failure })),
    externals: named('ExternalsResult', () => union({ ok: list(text), err: failure })),
  }),
);
export type ResponseKind = TypeOf<typeof responseKind>;

export const response = named('Response', () => struct({ requestId: u32, kind: responseKind }));
export type Response = TypeOf<typeof response>;
