import type { ReactNode } from 'react';

/** A small drawing of what a kind of step does to rows. */
export function kindMark(kind: string): ReactNode {
  return (
    <svg
      aria-hidden="true"
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {shapes[kind] ?? shapes.compute}
    </svg>
  );
}

const shapes: Record<string, ReactNode> = {
  source: (
    <path d="M3.5 5c0-1.2 2.5-2 5.5-2s5.5.8 5.5 2-2.5 2-5.5 2-5.5-.8-5.5-2v8c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2V5" />
  ),
  filter: <path d="M3 4h12l-4.5 5.5V14l-3 1.5v-6z" />,
  map: <path d="M3 9h9M9 5.5 12.5 9 9 12.5M15.5 4v10" />,
  flatMap: <path d="M3 9h4M7 9l6-5M7 9h6M7 9l6 5" />,
  lookup: (
    <>
      <circle cx="8" cy="8" r="4.5" />
      <path d="m11.5 11.5 3.5 3.5" />
    </>
  ),
  sort: <path d="M5.5 3.5v11M3 12l2.5 2.5L8 12M10 4.5h5M10 8.5h4M10 12.5h2.5" />,
  group: <path d="M3 3.5h5v5H3zM10 9.5h5v5h-5zM10 3.5h5v3h-5zM3 11.5h5v3H3z" />,
  aggregate: <path d="M13.5 4H5l4.5 5L5 14h8.5" />,
  slice: <path d="M3 5h12M3 9h12M3 13h6" />,
  join: <path d="M3 4l6 5 6-5M9 9v6" />,
  write: <path d="m4 14 1-3.5L12 3.5l2.5 2.5-7 7z" />,
  output: <path d="M9 3v9M5.5 8.5 9 12l3.5-3.5M3.5 15h11" />,
  branch: <path d="M5 3v4c0 2 8 2 8 4v4M5 7v8" />,
  function: <path d="M3.5 5.5h8v8h-8zM6.5 3h8v8" />,
  compute: <path d="M5 4.5 9.5 9 5 13.5M10.5 13.5H14" />,
};
