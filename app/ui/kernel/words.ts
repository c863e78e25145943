/** What the card about a result says. */
export const resultWords = {
  returned: (name: string, value: string) => `${name} returns ${value}`,
  named: (errno: string, meaning: string) => `${errno} is “${meaning}”.`,
  brokenRule: "Broken rule",
  succeeds: "succeeds",
  sleeps: "sleeps in a userfaultfd fault",
  notModelled: (why: string) => `not modelled: ${why}`,
  answer: (errno: string, why: string) => `${errno}: ${why}`,
  versions: "The same call, on the same memory",
  theSame: "the same",
  asking: "Asking the other kernels …",
  everywhere: (first = "", last = "") => `Every kernel here, ${first} to ${last}`,
  patch: (id: string) => `${id} patch`,
};
