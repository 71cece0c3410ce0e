/** The address of a file that the build deflated (see `packed-file-plugin.ts`). */
declare module '*?packed' {
  const address: string;
  export default address;
}
