import { type BytePart, bytePartAt, type Format, primText, Reader } from '../value';
import type { BytePartView } from './messages';

const decoder = new TextDecoder();

/** Characters of a text that a part says of itself. */
const longest = 60;

/** Every part of a value between two offsets, named for people (HEX-3); those that begin before reach in. */
export function partsIn(bytes: Uint8Array, format: Format, start: number, end: number): BytePartView[] {
  const parts: BytePartView[] = [];
  for (let at = start; at < end; ) {
    const found = bytePartAt(bytes, format, at);
    if (!found.ok) break;
    const part = found.value;
    const before = parts.at(-1);
    const view = partView(bytes, part);
    // Dead bytes come one at a time.
    if (before?.role === 'dead' && view.role === 'dead')
      parts[parts.length - 1] = { ...before, end: view.end };
    else parts.push(view);
    at = Math.max(part.end, at + 1);
  }
  return parts;
}

function partView(bytes: Uint8Array, part: BytePart): BytePartView {
  const { start, end, role, target } = part;
  return {
    start,
    end,
    role,
    path: part.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join(''),
    type: typeName(part.format),
    says: says(bytes, part),
    ...(target === undefined ? {} : { target }),
  };
}

function typeName(format: Format): string {
  switch (format.kind) {
    case 'prim':
      return format.scalar ?? `Prim${format.head * 8}`;
    case 'text':
      return 'Text';
    case 'array':
      return `[${typeName(format.item)}]`;
    case 'tuple':
      return '{…}';
    case 'enum':
      return 'enum';
  }
}

function says(bytes: Uint8Array, { role, start, end, format, at, target }: BytePart): string {
  const reader = new Reader(bytes);
  switch (role) {
    case 'scalar':
      return format.kind === 'prim' ? (primText(reader, format, at) ?? '') : '';
    case 'tag':
      return format.kind === 'enum' ? `.${format.variants[reader.tag(format, at)]?.name}` : '';
    case 'count':
      return String(reader.count(at));
    case 'text': {
      const text = decoder.decode(bytes.subarray(start, Math.min(end, start + longest * 4)));
      return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
    }
    case 'pointer':
      return target === undefined ? '' : `0x${target.toString(16)}`;
    default:
      return '';
  }
}
