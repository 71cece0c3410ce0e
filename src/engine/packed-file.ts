import type { Progress } from './messages';

/**
 * Loads a file that the build deflated (OFF-4) and inflates it while it comes. `progress` hears the bytes that came
 * and how many there are, as they lie on the server; a server that does not say how many gives 0.
 */
export async function loadPackedFile(url: string, type: string, progress: Progress): Promise<Blob> {
  const response = await fetch(new URL(url, self.location.href));
  if (!response.ok || response.body === null)
    throw new Error(`${new URL(url, self.location.href).pathname} could not be loaded (${response.status})`);
  const total = Number(response.headers.get('content-length') ?? 0);
  let done = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.length;
      progress(done, total);
      controller.enqueue(chunk);
    },
  });
  const inflated = response.body.pipeThrough(counted).pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(inflated, { headers: { 'content-type': type } }).blob();
}
