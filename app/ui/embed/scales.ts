/** How large the stage may be drawn: smaller where it would not fit otherwise. Its smallest letters are then of 8.4 pixels. */
export const SCALES: readonly number[] = [1, 0.95, 0.9, 0.85, 0.8, 0.76];
