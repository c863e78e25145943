/** The words of the program panel that no other part shares. */
export const programWords = {
  holds: "holds",
  holdsLong: "The memory map is what this line expects.",
  differs: "differs",
  differsLong: "The memory map is not what this line expects.",
  mapsDiffer: (found: string) => `The engine disagrees. ${found}`,
};
