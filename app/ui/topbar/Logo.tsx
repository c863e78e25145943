/** The mark of the project: an entry leaves a hollow slot for a new one; the frame below stays. */
export function Logo() {
  return (
    <svg width="22" height="20" viewBox="0 0 22 20" aria-hidden="true" focusable="false">
      <rect
        x="1"
        y="2"
        width="7"
        height="7"
        rx="2"
        fill="none"
        stroke="var(--slot)"
        strokeDasharray="2 1.6"
      />
      <rect x="12.5" y="1.5" width="8" height="8" rx="2" fill="var(--content-a)" />
      <path d="M16.5 9.5c0 4-6.5 2-6.5 5" fill="none" stroke="var(--content-a)" strokeWidth="1.5" />
      <rect x="6" y="13" width="8" height="6" rx="1.8" fill="var(--content-a)" opacity="0.65" />
    </svg>
  );
}
