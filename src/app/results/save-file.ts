/** Puts a file among the person's downloads, under a name that any system takes. */
export function saveFile(name: string, ending: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = `${name.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'result'}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
