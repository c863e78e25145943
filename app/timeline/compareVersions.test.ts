import { expect, it } from "vitest";
import { parseScenario } from "#lang/scenario.ts";
import { versionsOf } from "./compareVersions.ts";
import { runProgram } from "./runProgram.ts";

it("one call on every kernel: a mark where it differs from the kernel before", () => {
  const { steps } = runProgram(
    parseScenario(`shared = mmap(0x10000000, 4*PAGE, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED, -1, 0)
store(shared, 4*PAGE, 'A')
to = mremap(shared, 4*PAGE, 4*PAGE, MREMAP_MAYMOVE|MREMAP_DONTUNMAP)
`).program,
  );
  const [map, , move] = steps;
  if (map === undefined || move === undefined) throw new Error("no steps");
  const versions = versionsOf(move);
  expect(versions.filter(({ failed }) => failed).map(({ kernel }) => kernel.id)).toEqual([
    "5.4",
    "v3",
    "5.10",
  ]);
  expect(versions.filter(({ differs }) => differs).map(({ kernel }) => kernel.id)).toEqual(["5.15"]);
  expect(versionsOf(map).some(({ differs, failed }) => differs || failed)).toBe(false);
});
