/** Paths in a 16x16 box, filled with the colour of the text. */
const PATHS = {
  first: "M3 3h1.6v10H3zM13 3v10L5.6 8z",
  back: "M12 3v10L4.5 8z",
  play: "M4.5 2.8v10.4L13 8z",
  pause: "M4 3h2.9v10H4zM9.1 3H12v10H9.1z",
  next: "M11.4 3H13v10h-1.6zM3 3v10l7.4-5z",
  chevron: "M4.2 6.2 8 10l3.8-3.8-1-1L8 8 5.2 5.2z",
  close: "M4.3 3.2 8 6.9l3.7-3.7 1.1 1.1L9.1 8l3.7 3.7-1.1 1.1L8 9.1l-3.7 3.7-1.1-1.1L6.9 8 3.2 4.3z",
  check: "M6.4 12.4 2.2 8.2l1.1-1.1 3.1 3 6.3-6.2 1.1 1.1z",
  cross: "M4.3 3.2 8 6.9l3.7-3.7 1.1 1.1L9.1 8l3.7 3.7-1.1 1.1L8 9.1l-3.7 3.7-1.1-1.1L6.9 8 3.2 4.3z",
  share: "M9 2.5 13.5 7 9 11.4V8.7C5.9 8.7 3.8 9.8 2.5 12c.5-3.6 2.6-6.2 6.5-6.7z",
  settings:
    "M2 4h6.2a2 2 0 0 1 3.6 0H14v1.4h-2.2a2 2 0 0 1-3.6 0H2zM2 10.6h2.2a2 2 0 0 1 3.6 0H14V12H7.8a2 2 0 0 1-3.6 0H2z",
  panel: "M2 3h12v10H2zm1.4 1.4v7.2h5.2V4.4zm6.6 0v7.2h2.6V4.4z",
  plus: "M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2z",
  minus: "M3 7.2h10v1.6H3z",
  table:
    "M2 3h12v10H2zm1.3 1.3v2h3.4v-2zm4.7 0v2h4.7v-2zM3.3 7.6v1.6h3.4V7.6zm4.7 0v1.6h4.7V7.6zm-4.7 2.9v1.2h3.4v-1.2zm4.7 0v1.2h4.7v-1.2z",
  menu: "M2 3.4h12V5H2zM2 7.2h12v1.6H2zM2 11h12v1.6H2z",
  library: "M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z",
  edit: "M11.3 2.3 13.7 4.7 5.6 12.8 2.5 13.5 3.2 10.4z",
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: whoever uses it gives the words. */
export function Icon({ name, size = 14 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
