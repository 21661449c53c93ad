/** The icon set: one stroke of 1.5 px in a box of 16 px. */

const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
  undo: 'M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'm10 3 3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H9',
  link: 'M6.5 9.5 9.5 6.5M7 4.5l1.2-1.2a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.2 1.2a3 3 0 0 1-4.3-4.3l1.2-1.2',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6Z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  up: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  help: 'M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M8 11.6v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8',
  close: 'm4 4 8 8M12 4l-8 8',
  download: 'M8 2.5v7m-3-3 3 3 3-3M3 12.5h10',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1',
  check: 'm3.5 8.5 3 3 6-7',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  arrow: 'M3 8h10m-4-4 4 4-4 4',
  play: 'M5.5 3.5v9l7-4.5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  more: 'M3 8h.8M7.6 8h.8M12.2 8h.8',
  plus: 'M8 3.5v9M3.5 8h9',
  stepOn: 'M4 3.5v9L10.5 8zM12.5 3.5v9',
  stepBack: 'M12 3.5v9L5.5 8zM3.5 3.5v9',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon that says nothing by itself: the control around it has the words. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The product's mark. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false" fill="currentColor">
      <path d="M10 6 4.5 15M10 6l5.5 9M10 6v9" stroke="currentColor" strokeWidth="1.6" />
      <circle cx="10" cy="4.5" r="3.2" />
      <circle cx="4.5" cy="15.5" r="2.5" />
      <circle cx="10" cy="15.5" r="2.5" />
      <circle cx="15.5" cy="15.5" r="2.5" />
    </svg>
  );
}
