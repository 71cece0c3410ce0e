export type LinkFit = 'chat' | 'everywhere' | 'browsers' | 'none';

/** Where a link of this many characters fits (SHR-4). */
export function fitOf(length: number): LinkFit {
  if (length <= 2000) return 'chat';
  if (length <= 8000) return 'everywhere';
  return length <= 32_000 ? 'browsers' : 'none';
}

const secrets = [
  /\b\w+:\/\/[^\s/@"]+:[^\s/@"]+@/,
  /\b(?:password|passwd|secret|token|api_?key)\b["\s]*[:=]\s*"[^"]{6,}"/i,
  /\b(?:sk|pk|ghp|gho|xox[abp])[-_][A-Za-z0-9]{16,}\b/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** Whether a text looks as if it held a password or a key (SHR-7). */
export function looksSecret(text: string): boolean {
  return secrets.some((form) => form.test(text));
}
