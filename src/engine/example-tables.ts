import type { SeedPack } from '../runners/relational';

/** The pack of example tables, as a context names it (`seed.name`). */
export const examplePack = 'examples';

/** Changes with the tables below: another hash is another database to plans that read it (SES-5). */
const hash = 'bakery-1';

/** The same for both dialects; in each life of a database the tables are made once and then left to the person. */
const sql = `CREATE TABLE IF NOT EXISTS bakes (id INT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, price INT NOT NULL);
CREATE TABLE IF NOT EXISTS bake_sales (bake_id INT NOT NULL, day DATE NOT NULL, sold INT NOT NULL);
INSERT INTO bakes SELECT * FROM (VALUES
  (1, 'rye loaf', 'bread', 420), (2, 'walnut roll', 'bread', 260), (3, 'plum tart', 'cake', 380),
  (4, 'honey slice', 'cake', 310), (5, 'salt stick', 'bread', 150)) AS v(id, name, kind, price)
WHERE NOT EXISTS (SELECT 1 FROM bakes);
INSERT INTO bake_sales SELECT * FROM (VALUES
  (1, DATE '2025-09-01', 14), (2, DATE '2025-09-01', 30), (3, DATE '2025-09-01', 9), (4, DATE '2025-09-01', 6),
  (1, DATE '2025-09-02', 11), (2, DATE '2025-09-02', 26), (5, DATE '2025-09-02', 41), (3, DATE '2025-09-02', 12))
  AS v(bake_id, day, sold)
WHERE NOT EXISTS (SELECT 1 FROM bake_sales)`;

/** Finds packs for a database: the tables that examples and first steps with `std::sql` stand on. */
export function exampleTables(name: string): Promise<SeedPack | undefined> {
  return Promise.resolve(name === examplePack ? { hash, sql } : undefined);
}
