import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call } from "./calls.ts";
import { createMachine } from "./boot.ts";
import { checkInvariants } from "./invariants.ts";
import { KERNELS } from "./kernels.ts";
import { runCall } from "./run.ts";
import { at, span } from "./testProcess.ts";

/** Random calls in a small arena, so that ranges touch, overlap and leave holes. */
const page = fc.integer({ min: 0, max: 24 });
const pages = fc.integer({ min: 1, max: 9 });
const prot = fc.constantFrom(3n, 3n, 3n, 1n, 0n);

const mmap = fc
  .record({ page, pages, prot, kind: fc.constantFrom(0x22n, 0x32n, 0x32n, 0x31n, 0x2032n, 0x8132n) })
  .map(({ page: p, pages: n, prot: access, kind }): Call => ({
    name: "mmap",
    args: [at(p), span(n), access, kind, -1n, 0n],
  }));

const mremap = fc
  .record({
    page,
    to: page,
    old: fc.integer({ min: 0, max: 9 }),
    now: pages,
    equal: fc.boolean(),
    flags: fc.bigInt(0n, 7n),
  })
  .map(({ page: p, to, old, now, equal, flags }): Call => ({
    name: "mremap",
    args: [at(p), span(old), span(equal && old > 0 ? old : now), flags, at(to)],
  }));

const ranged = fc
  .record({ name: fc.constantFrom("munmap", "mlock", "munlock", "store"), page, pages })
  .map(({ name, page: p, pages: n }): Call => ({
    name,
    args: name === "store" ? [at(p), span(n), 7n] : [at(p), span(n)],
  }));

const mprotect = fc
  .record({ page, pages, prot })
  .map(({ page: p, pages: n, prot: access }): Call => ({ name: "mprotect", args: [at(p), span(n), access] }));

const program = fc.array(fc.oneof(mmap, mremap, mremap, mremap, ranged, mprotect), { maxLength: 40 });

describe.each(KERNELS.map((kernel) => [kernel.id, kernel] as const))("kernel %s", (_id, kernel) => {
  it("keeps its invariants whatever is called", () => {
    fc.assert(
      fc.property(program, (calls) => {
        let machine = createMachine({ kernel, vmas: [] });
        for (const call of calls) {
          machine = runCall(machine, 1, call).machine;
          expect(checkInvariants(machine)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

it("does the same whether it is watched or not", () => {
  fc.assert(
    fc.property(program, (calls) => {
      let watched = createMachine({ vmas: [] });
      let unwatched = watched;
      for (const call of calls) {
        const [a, b] = [runCall(watched, 1, call, { watch: true }), runCall(unwatched, 1, call)];
        [watched, unwatched] = [a.machine, b.machine];
        expect(a.result).toEqual(b.result);
        expect(a.events.at(-1)?.machine ?? watched).toBe(watched);
      }
      expect(JSON.stringify([...unwatched.mms.get(1)!.vmas.entries()])).toBe(
        JSON.stringify([...watched.mms.get(1)!.vmas.entries()]),
      );
    }),
    { numRuns: 60 },
  );
});
