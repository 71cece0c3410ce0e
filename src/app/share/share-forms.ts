import encodeQR from 'qr';

/*
 * The forms in which a link is passed on (SHR-6). Each is text that can be pasted elsewhere as it is.
 */

/** Beyond this many characters a QR code is too fine for a phone's camera. */
const qrLimit = 2000;

export function markdownOf(title: string, link: string): string {
  return `[${title.replace(/[[\]\\]/g, '\\$&')}](${link})`;
}

export function htmlOf(title: string, link: string): string {
  return `<a href="${escaped(link)}">${escaped(title)}</a>`;
}

/** The program in a frame of another page (EMB-1). `base` is the address of the product. */
export function embedOf(title: string, link: string, base: string): string {
  const address = new URL('embed/', base);
  address.hash = new URL(link).hash;
  return `<iframe src="${escaped(address.href)}" title="${escaped(title)}" width="100%" height="420" style="border:0" loading="lazy"></iframe>`;
}

/** A QR code as the address of a picture; null when the link is too long for one. */
export function qrOf(link: string): string | null {
  if (link.length > qrLimit) return null;
  const svg = encodeQR(link, 'svg', { ecc: 'low', border: 2 });
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

export interface Issue {
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly error: string | null;
  readonly plan: string | null;
  readonly version: string;
  readonly agent: string;
  readonly runner: string;
}

/** All that somebody else needs to see a problem again, as Markdown. */
export function issueOf({ title, files, error, plan, version, agent, runner }: Issue): string {
  const parts = [`## ${title}`, '', `Holt ${version} · runner ${runner} · ${agent}`];
  for (const { path, text } of files) parts.push('', `\`${path}\``, '', fenced(withoutLogins(text), 'lutra'));
  if (error !== null) parts.push('', 'Error', '', fenced(error, 'text'));
  if (plan !== null) parts.push('', 'Plan', '', fenced(plan, 'text'));
  return `${parts.join('\n')}\n`;
}

/** Addresses without their users and passwords (PRJ-8). */
function withoutLogins(text: string): string {
  return text.replace(/(\w+:\/\/)[^\s"]*@/g, '$1');
}

/** A text between fences that are longer than any in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
