import type { CellView } from '../../engine';

/** How numbers and times are shown (RES-7). Only the display: what is copied is exact. */
export const numberDisplays = ['exact', 'grouped', 'local'] as const;
export type NumberDisplay = (typeof numberDisplays)[number];

/** The text of a cell as the setting wants it. `exact` is as the value is. */
export function displayed(cell: CellView, display: NumberDisplay): string {
  const { kind, text } = cell;
  if (display === 'exact') return text;
  if (kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(text)) {
    if (display === 'grouped') {
      const [whole, fraction] = text.split('.');
      const grouped = whole!.replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
      return fraction === undefined ? grouped : `${grouped}.${fraction}`;
    }
    const digits = text.split('.')[1]?.length ?? 0;
    const format = new Intl.NumberFormat(undefined, { minimumFractionDigits: Math.min(digits, 20) });
    // A string keeps all its digits where a number would round.
    return format.format(text as unknown as number);
  }
  if (display === 'local' && kind === 'time') return localTime(text) ?? text;
  return text;
}

/** An ISO date or date-time in the person's own form; undefined for anything else. */
function localTime(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${text}T00:00:00Z`),
    );
  }
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text)) {
    const date = new Date(`${text.slice(0, 19).replace(' ', 'T')}Z`);
    return new Intl.DateTimeFormat(undefined, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone: 'UTC',
    }).format(date);
  }
  return undefined;
}
