/** What the embedded explorer says; loaded with it. */
export const words = {
  framed: "Open in the mremap explorer",
  open: "Open in the explorer",
  call: "Call",
  result: "Result",
  notYet: "not yet returned",
  atStart: "Nothing has been called yet.",
  yourAnswer: "Your answer",
  right: "right",
  wrong: "wrong",
  skipped: "not predicted",
  showWhy: "Show why",
  hideWhy: "Hide",
  close: "Close",
} as const;
