import { fail, ok, type Result, type RunnerProfile } from '../base';
import { inflated, isGzip } from '../data';
import { type CompileDeps, compile } from '../plan';
import { writeTypedData } from '../value';
import type { BareData } from './messages';

/**
 * Bytes and their type as one file that carries its type (DAT-1); the type is compiled for `target`. Whether the bytes
 * fit it is told when that file is read. The error is a sentence.
 */
export async function typedData(
  bare: BareData,
  target: RunnerProfile,
  deps: CompileDeps,
): Promise<Result<Uint8Array, string>> {
  const bytes = new Uint8Array(await bare.data.arrayBuffer());
  const data = isGzip(bytes) ? inflated(bare.name, bytes) : ok(bytes);
  if (!data.ok) return data;
  const named = [...bare.type.matchAll(/^\s*type\s+(`[^`]+`|\w+)/gm)].at(-1)?.[1];
  if (named === undefined) return fail(`${bare.typeName} defines no type.`);
  const entry = `func (value: ${named}): ${named} -> value`;
  const plan = compile([{ path: '', text: bare.type }], { entry }, target, deps);
  if (!plan.ok) return fail(`The type in ${bare.typeName} cannot be read: ${plan.error[0]?.message}.`);
  const { output, defs } = plan.value.programType;
  const file = writeTypedData({ ty: output, defs, data: data.value });
  return file.ok ? file : fail(`${bare.name} cannot be read: ${file.error.message}.`);
}
