import { deflateSync, Inflate } from 'fflate';
import { type AppError, type Blake3, fail, ok, type Result } from '../base';
import { dictionary } from './dictionary';
import { readRecords, writeRecords } from './records';
import type { SharedProject } from './shared-project';

/**
 * The fragment of a share link (specification 7 §12): `p=` and the base64url form, without padding, of version
 * byte, codec byte, flags byte, 4 bytes of check and the compressed payload. Codec 1 is raw deflate, codec 2 raw
 * deflate with the frozen dictionary; the shorter is taken. Deflate is our own pinned one, so equal projects give
 * equal links in every browser (SHR-2, SHR-3).
 */
const linkVersion = 1;
const codecPlain = 1;
const codecDictionary = 2;
const envelopeLength = 7;
/** SHR-11: nothing beyond this is inflated. */
const maxPayload = 4 * 1024 * 1024;
const maxRatio = 2000;

export interface OpenedLink {
  readonly project: SharedProject;
  /** Sentences for the person when the link was damaged; empty when it was whole. */
  readonly damage: readonly string[];
}

/** Makes the fragment, without `#`. */
export function writeLink(project: SharedProject, blake3: Blake3): string {
  const payload = new TextEncoder().encode(writeRecords(project));
  const plain = deflateSync(payload, { level: 9 });
  const primed = deflateSync(payload, { level: 9, dictionary });
  const useDictionary = primed.length < plain.length;
  const body = useDictionary ? primed : plain;
  const bytes = new Uint8Array(envelopeLength + body.length);
  bytes.set([linkVersion, useDictionary ? codecDictionary : codecPlain, 0]);
  bytes.set(checkOf(payload, blake3), 3);
  bytes.set(body, envelopeLength);
  return `p=${toBase64Url(bytes)}`;
}

/**
 * Opens a fragment (with or without `#`). A damaged link gives what can be saved and says what is missing
 * (SHR-12); an error only when nothing can be: codes `LINK_EMPTY`, `LINK_VERSION`, `LINK_DAMAGED`, `LINK_TOO_LARGE`.
 */
export function readLink(fragment: string, blake3: Blake3): Result<OpenedLink> {
  const match = /^#?p=(.*)$/s.exec(fragment.trim());
  if (!match || match[1] === '')
    return linkError(
      'LINK_EMPTY',
      'The link holds no program.',
      'Copy the whole link, up to its last character.',
    );
  const { bytes, clean } = fromBase64Url(match[1]!);
  if (bytes.length < envelopeLength)
    return linkError(
      'LINK_DAMAGED',
      'The link is too short to hold a program.',
      'Copy the whole link again.',
    );
  if (bytes[0] !== linkVersion) {
    return linkError(
      'LINK_VERSION',
      `The link is of version ${bytes[0]}, this product reads version ${linkVersion}.`,
      'It may be damaged, or made by a newer version: open it with the newest one.',
    );
  }
  const codec = bytes[1]!;
  if ((codec !== codecPlain && codec !== codecDictionary) || bytes[2] !== 0) {
    return linkError(
      'LINK_DAMAGED',
      'The head of the link is damaged.',
      'Copy the link again from where you found it.',
    );
  }
  const inflated = inflate(bytes.subarray(envelopeLength), codec === codecDictionary);
  if (inflated.tooLarge)
    return linkError(
      'LINK_TOO_LARGE',
      'The link unpacks to more than 4 MiB and was not opened.',
      'Ask for the project as a file.',
    );
  const records = readRecords(decodeUtf8(inflated.payload));
  const damage = [...records.lost];
  if (records.unknown.length > 0)
    damage.push(
      `The link has fields that this version does not know: ${[...new Set(records.unknown)].join(', ')}.`,
    );
  const whole =
    clean &&
    inflated.whole &&
    equalBytes(checkOf(inflated.payload, blake3), bytes.subarray(3, envelopeLength));
  if (!whole && damage.length === 0)
    damage.push('The link was changed on its way: the program below may not be what was shared.');
  if (records.project.files.length === 0) {
    return linkError(
      'LINK_DAMAGED',
      'The link is damaged, and no file of it could be saved.',
      'Copy the link again from where you found it.',
    );
  }
  return ok({ project: records.project, damage });
}

function linkError(
  code: string,
  message: string,
  hint: string,
): { readonly ok: false; readonly error: AppError } {
  return fail({ kind: 'share', code, message, hint });
}

/** The first 4 bytes of the payload's BLAKE3. */
function checkOf(payload: Uint8Array, blake3: Blake3): Uint8Array {
  const hex = blake3.hex(payload);
  return Uint8Array.from([0, 2, 4, 6], (at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

interface Inflated {
  readonly payload: Uint8Array;
  readonly whole: boolean;
  readonly tooLarge: boolean;
}

/** Inflates in small steps: stops at the limits, and keeps what came before a fault. */
function inflate(body: Uint8Array, primed: boolean): Inflated {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let finished = false;
  let tooLarge = false;
  const limit = Math.min(maxPayload, Math.max(4096, body.length * maxRatio));
  const stream = new Inflate(primed ? { dictionary } : {}, (chunk, final) => {
    chunks.push(chunk.slice());
    length += chunk.length;
    finished = final;
  });
  try {
    for (let at = 0; at < body.length && !finished && !tooLarge; at += 256) {
      stream.push(body.subarray(at, at + 256));
      tooLarge = length > limit;
    }
    // Only now: a final push that comes up short throws before it hands over what it has.
    if (!tooLarge) stream.push(new Uint8Array(0), true);
  } catch {
    finished = false;
  }
  const payload = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    payload.set(chunk, at);
    at += chunk.length;
  }
  return { payload, whole: finished, tooLarge };
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = Math.min(4, bytes.length - i + 1);
    for (let d = 0; d < digits; d++) text += alphabet[(word >> (18 - 6 * d)) & 63];
  }
  return text;
}

/** Characters outside the alphabet end the text: what follows a link in a message is not part of it. */
function fromBase64Url(text: string): { readonly bytes: Uint8Array; readonly clean: boolean } {
  const end = /[^A-Za-z0-9_-]/.exec(text)?.index ?? text.length;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    word = ((word << 6) | alphabet.indexOf(text[i]!)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (word >> bits) & 0xff;
    }
  }
  return { bytes, clean: end === text.length };
}
