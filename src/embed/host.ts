/*
 * The messages between an embed and the page around it (EMB-7). Both ways they carry `holt: 1`; what comes from
 * anybody but the parent, at the origin the frame was opened from, is not heard.
 */

export type EmbedState = 'idle' | 'running' | 'done' | 'failed';

export type HostMessage =
  | { readonly holt: 1; readonly type: 'run' }
  | { readonly holt: 1; readonly type: 'theme'; readonly theme: string }
  | { readonly holt: 1; readonly type: 'state' };

export type EmbedMessage =
  | { readonly holt: 1; readonly type: 'height'; readonly height: number }
  | { readonly holt: 1; readonly type: 'state'; readonly state: EmbedState; readonly digest: string | null };

export interface HostCommands {
  run(): void;
  theme(theme: string): void;
}

/** Listens to the host, and tells it height, state and the digest of the result. */
export function connectHost(commands: HostCommands) {
  const origin = hostOrigin();
  let last: EmbedMessage = { holt: 1, type: 'state', state: 'idle', digest: null };
  const say = (message: EmbedMessage) => {
    if (window.parent !== window && origin !== null) window.parent.postMessage(message, origin);
  };
  window.addEventListener('message', ({ source, origin: from, data }: MessageEvent<HostMessage>) => {
    if (source !== window.parent || source === window || from !== origin || data?.holt !== 1) return;
    if (data.type === 'run') commands.run();
    else if (data.type === 'theme') commands.theme(String(data.theme));
    else if (data.type === 'state') say(last);
  });
  return {
    height: (height: number) => say({ holt: 1, type: 'height', height }),
    state: (state: EmbedState, digest: string | null) => {
      last = { holt: 1, type: 'state', state, digest };
      say(last);
    },
  };
}

/** Where the page around comes from; null when that is not known. */
function hostOrigin(): string | null {
  const [nearest] = [...(location.ancestorOrigins ?? [])];
  if (nearest !== undefined) return nearest;
  return document.referrer === '' ? null : new URL(document.referrer).origin;
}
