import { typeDescriptor } from '../program';
import { type Format, formatOf } from '../value';

/**
 * The format of the type that a layout argument describes, our extension of specification 3 G4 for natives that
 * look into values of any type. A broken program throws.
 */
export function describedFormat(bytes: Uint8Array | undefined): Format {
  const described = typeDescriptor.decode(bytes ?? new Uint8Array());
  if (!described.ok) throw new Error(`bad type descriptor: ${described.error.message}`);
  const format = formatOf(described.value.ty, described.value.tyDefs);
  if (!format.ok) throw new Error(`bad type descriptor: ${format.error.message}`);
  return format.value;
}
