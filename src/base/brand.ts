declare const brand: unique symbol;

/** A plain value with a name of its own for the type checker, so that two kinds of id cannot be mixed up. */
export type Brand<T, K extends string> = T & { readonly [brand]: K };

/** Identity of a whole plan: 64 lower-case hex digits of BLAKE3-256 (PLAN-12). */
export type PlanHash = Brand<string, 'PlanHash'>;
/** BLAKE3-256 of the exact source bytes (PLAN-11). */
export type SourceHash = Brand<string, 'SourceHash'>;
/** `scope/kind#n` (NODE-4). */
export type NodeId = Brand<string, 'NodeId'>;
/** The id of the stage's root node (STG-7). */
export type StageId = Brand<string, 'StageId'>;
/** `i{iteration}/s/{StageId}`, at most 256 characters (CKP-12). */
export type CheckpointId = Brand<string, 'CheckpointId'>;
/** 26 characters of Crockford base 32; text order is time order (specification 5 §12.1). */
export type InstanceId = Brand<string, 'InstanceId'>;
/** An opaque name of a plan in one engine worker's registry (MOD-5). */
export type PlanRef = Brand<string, 'PlanRef'>;

/** Milliseconds since the Unix epoch. */
export type Millis = number;

/** Plain data that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
