import { expect, test } from "vitest";
import { CONSTANT_SETS, STRUCTURES, requestName } from "./reference.ts";

test("every set of constants says where it is used, but for the names that may stand anywhere", () => {
  expect(CONSTANT_SETS.filter(({ uses }) => uses === "").map(({ set }) => set.constants[0]?.name)).toEqual([
    "NULL",
  ]);
  expect(CONSTANT_SETS[0]?.uses).toBe("mmap prot, mprotect prot");
});

test("structures are named by their requests", () => {
  expect(STRUCTURES.map(requestName).slice(0, 2)).toEqual(["UFFDIO_API", "UFFDIO_REGISTER"]);
});
