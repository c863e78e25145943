import { expect, it } from "vitest";
import { type KernelProfile, kernelById } from "./kernels.ts";
import { vmFlagWords, vmFlagsOfWords } from "./vmFlagWords.ts";

const kernel = (id: string): KernelProfile => {
  const found = kernelById(id);
  if (found === null) throw new Error(`no kernel ${id}`);
  return found;
};

it.each([
  ["5.10", "rd ex mr mw me dw"],
  ["7.3", "rd wr mr mw me gu"],
])("on %s the words that smaps prints are read and printed again", (id, words) => {
  expect(vmFlagWords(vmFlagsOfWords(words), kernel(id))).toBe(words);
});

it.each([
  ["6.1", "lo ??"],
  ["6.12", "lo lf"],
])("on %s memory locked on fault is printed as %s", (id, words) => {
  expect(vmFlagWords(vmFlagsOfWords("lo lf"), kernel(id))).toBe(words);
});
