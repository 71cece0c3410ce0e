/** The smallest module there is. */
const nothing = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/**
 * Rejects where the policy of the page forbids WebAssembly: an engine would never finish starting there, and never say
 * why (specification 6 §2).
 */
export async function requireWebAssembly(): Promise<void> {
  try {
    await WebAssembly.compile(nothing);
  } catch {
    throw new Error('the policy of this page forbids WebAssembly, which every database here is made of');
  }
}
