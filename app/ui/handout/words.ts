/** The hand-out's own words; loaded with it. */
export const words = {
  title: "Hand-out",
  kinds: {
    handout: "Hand-out",
    worksheet: "Worksheet",
    answers: "Worksheet with answers",
  },
  kind: "What to print",
  print: "Print or save as PDF",
  on: (kernel: string) => `as ${kernel} does it`,
  program: "Program",
  start: "Before the first call",
  call: (number: number) => `Call ${number}`,
  result: "Result",
  ask: "What comes back? Draw where the pages are afterwards.",
  beforeCall: (number: number) => `Question, before call ${number}`,
  name: "Name",
  date: "Date",
  empty: "The program has no call yet. Write one in the workbench.",
  picture: (number: number) => `Memory after call ${number}`,
  before: "Memory before the first call",
} as const;
