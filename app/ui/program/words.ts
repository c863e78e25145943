/** The words of the program panel that no other part shares. */
export const programWords = {
  jumpTo: (line: number, call: string) => `Line ${line}: go to the end of ${call}`,
  running: "…",
  runningLong: "this call is in progress",
  expectationFails: (text: string) => `This program expects ${text}; the engine disagrees.`,
  editorKeys:
    "Control Space shows what can stand here. Control Enter goes to the call on this line. F8 goes to the next message, Control Full stop takes its remedy. Tab leaves the field.",
  holds: "holds",
  holdsLong: "The memory map is what this line expects.",
  differs: "differs",
  differsLong: "The memory map is not what this line expects.",
  resultOf: (result: string, call: number) => `${result}, result of call ${call}`,
  mapsDiffer: (found: string) => `The engine disagrees. ${found}`,
};
