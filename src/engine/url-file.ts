import { fail, ok, type Result } from '../base';
import { dataError } from './data-error';
import type { Progress } from './messages';

/** A file of more bytes is refused: it would not fit the page's memory. */
const mostBytes = 1 << 30;

/**
 * Loads a file from an address (DAT-10). Sends no credentials and no referrer. Where another host refuses, the error
 * names it and says what to do instead (STA-18).
 */
export async function loadUrl(
  url: string,
  progress: Progress,
  cancelled: () => boolean,
): Promise<Result<{ readonly name: string; readonly file: Blob }>> {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    return fail(dataError('BAD_URL', 'This is no address of a file.'));
  }
  if (address.protocol !== 'https:' && address.protocol !== 'http:') {
    return fail(dataError('BAD_URL', 'Only addresses that begin with https:// or http:// can be loaded.'));
  }
  const refused = (reason: string) =>
    fail(dataError('URL_REFUSED', `${address.host} ${reason}.`, 'Download the file, then drop it here.'));
  const stop = new AbortController();
  try {
    const answer = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: stop.signal,
    });
    if (!answer.ok) return refused(`answered ${answer.status}`);
    const total = Number(answer.headers.get('content-length') ?? 0);
    if (total > mostBytes) return refused('has a file of over 1 GB');
    const chunks: Uint8Array[] = [];
    let size = 0;
    const reader = answer.body?.getReader();
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) break;
      if (cancelled()) {
        stop.abort();
        return fail(dataError('CANCELLED', 'Reading was cancelled.'));
      }
      chunks.push(part.value);
      size += part.value.length;
      if (size > mostBytes) return refused('has a file of over 1 GB');
      progress(size, Math.max(total, size));
    }
    const name = decodeURIComponent(address.pathname.split('/').at(-1) ?? '') || address.host;
    return ok({ name, file: new Blob(chunks as BlobPart[]) });
  } catch {
    return refused('does not let this page load the file');
  }
}
