/**
 * Whether a statement might change the database. Errs on the side of yes: a database that is emptied once too
 * often is only slower.
 */
export function mayChange(sql: string): boolean {
  return /\b(?:insert|update|delete|merge|create|drop|alter|truncate|copy|set|call|do)\b/i.test(sql);
}
