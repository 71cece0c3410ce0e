import type { ReactNode } from 'react';

/** Line icons on a 16 px grid, drawn with the text's colour. Decoration: the name stands beside them. */
const shapes = {
  run: <path d="M5 3.2v9.6l8-4.8z" fill="currentColor" stroke="none" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1.5" fill="currentColor" stroke="none" />,
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  up: <path d="m4.5 9.5 3.5-3.5 3.5 3.5" />,
  calendar: <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 4.8V8l2.2 1.6" />
    </>
  ),
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  share: <path d="M8 10V2.5M5 5l3-2.8L11 5M3.5 8v4.5a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V8" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  side: <path d="M2.5 3.5h11v9h-11zM6 3.5v9" />,
  help: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M6.4 6.4c.2-1 .8-1.5 1.7-1.5 1 0 1.6.6 1.6 1.4 0 1.2-1.7 1.3-1.7 2.6M8 10.9v.4" />
    </>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  table: <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6" />,
  more: <path d="M4 8h.01M8 8h.01M12 8h.01" strokeWidth="2" />,
  error: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5v3.6M8 10.8v.2" />
    </>
  ),
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  check: <path d="m3.5 8.5 3 3 6-7" />,
  lock: <path d="M4 7.5h8v5.5H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  download: <path d="M8 2.5v7.8M4.8 7.4 8 10.6l3.2-3.2M3 13.2h10" />,
  fit: <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />,
  code: <path d="m5.5 4.5-3.5 3.5 3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />,
  plan: <path d="M5.5 2.5h5v3h-5zM2 10.5h5v3H2zM9 10.5h5v3H9zM8 5.5v2.5M4.5 10.5V8h7v2.5" />,
  filter: <path d="M2.5 3.5h11L9.5 8.5v4l-3 1v-5z" />,
  file: <path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  );
}

/** The mark: the mouth of a holt above two lines of water. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" className="mark">
      <path d="M3 14.5V11a8 8 0 0 1 16 0v3.5z" className="mark-den" />
      <path d="M7.6 14.5V12a3.4 3.4 0 0 1 6.8 0v2.5z" className="mark-mouth" />
      <path d="M2 17q2.25-1.7 4.5 0t4.5 0 4.5 0 4.5 0M5 20q1.5-1.2 3 0t3 0 3 0 3 0" className="mark-water" />
    </svg>
  );
}
