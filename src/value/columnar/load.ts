/** Arrow tables and files to values and back. Loads the Arrow library. */
export function loadArrow(): Promise<typeof import('./arrow')> {
  return import('./arrow');
}

/** Parquet files to values and back. Loads the Parquet libraries. */
export function loadParquet(): Promise<typeof import('./parquet')> {
  return import('./parquet');
}
