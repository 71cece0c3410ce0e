/** The checked standard library as text; made by `standard-library-plugin.ts`. */
declare module 'virtual:stored-standard-library' {
  const stored: string;
  export default stored;
}
