import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArgValue, Call, StructValue } from "#engine/calls.ts";
import { SIGNATURES } from "#engine/signatures.ts";
import type { ParamKind } from "#engine/signatures.ts";
import type { MemberKind, StructShape } from "#engine/structShapes.ts";
import { UFFDIO } from "#engine/uffdRequests.ts";
import { lowerStatement } from "./lower.ts";
import { printCall, printResult } from "./printCall.ts";
import { callsOf } from "./program.ts";
import { parseScenario } from "./scenario.ts";

const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const word = fc.oneof(fc.constantFrom(0n, 1n, 4096n, 0x1000_0000n, 2n ** 64n - 1n), u64);

const member = (type: MemberKind): fc.Arbitrary<bigint | StructValue> =>
  type.kind === "struct" ? struct(type.shape) : word;

const struct = (shape: StructShape): fc.Arbitrary<StructValue> =>
  fc.record(Object.fromEntries(shape.members.map(({ name, type }) => [name, member(type)])));

const argument = (type: ParamKind, request: bigint): fc.Arbitrary<ArgValue> => {
  switch (type.kind) {
    case "string":
      return fc.string({ unit: "grapheme-ascii" });
    case "fd":
      return fc.bigInt({ min: -(2n ** 31n), max: 2n ** 31n - 1n });
    case "int":
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    case "struct":
      return fc.oneof(fc.constant(0n), struct(type.shape));
    case "byRequest": {
      const shape = type.shapes.find((one) => one.request === request);
      return shape === undefined ? word : struct(shape);
    }
    case "addr":
    case "len":
    case "offset":
    case "set":
    case "value":
      return word;
  }
};

/** Any call that can be written down: every signature, arguments of every kind. */
const anyCall: fc.Arbitrary<Call> = fc
  .tuple(fc.constantFrom(...SIGNATURES), fc.constantFrom(...UFFDIO.constants))
  .chain(([{ name, params }, { value: request }]) =>
    fc
      .tuple(
        ...params.map((param) =>
          param.name === "request" ? fc.constant(request) : argument(param.type, request),
        ),
      )
      .map((args) => ({ name, args })),
  );

describe("printCall", () => {
  it("writes every call so that it reads back as the same call", () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        const { program, diagnostics } = parseScenario(printCall(call));
        expect(diagnostics).toEqual([]);
        const [first] = callsOf(program);
        expect(lowerStatement(first!.statement, new Map())).toEqual({ ok: true, value: call });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [
      "mmap",
      [0n, 8192n, 3n, 0x22n, -1n, 0n],
      "mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
    ],
    ["mmap", [0n, 1n, 0n, 3n, 3n, 0x2000n], "mmap(NULL, 1, PROT_NONE, MAP_SHARED_VALIDATE, 3, 0x2000)"],
    ["mremap", [0x1000n, 1n, 2n, 9n, 0n], "mremap(0x1000, 1, 2, MREMAP_MAYMOVE|0x8, 0)"],
    ["madvise", [0x1000n, 4096n, 4n], "madvise(0x1000, 4096, MADV_DONTNEED)"],
    ["madvise", [0x1000n, 4096n, 99n], "madvise(0x1000, 4096, 99)"],
  ] as const)("%s", (name, args, text) => expect(printCall({ name, args })).toBe(text));
});

describe("printResult", () => {
  it.each([
    ["mmap", 0x7000n, "0x7000"],
    ["mremap", 0x7000n, "0x7000"],
    ["brk", 0x7000n, "0x7000"],
    ["munmap", 0n, "0"],
    ["userfaultfd", 3n, "3"],
  ])("%s %s", (name, value, text) => expect(printResult(name, { kind: "ok", value })).toBe(text));

  it("prints errors with their text and signals by name", () => {
    const why = { why: "", where: "" };
    expect(printResult("mmap", { kind: "failed", errno: "EINVAL", ...why })).toBe(
      "-1 EINVAL (Invalid argument)",
    );
    const info = { signal: "SIGBUS", code: "BUS_ADRERR", addr: 0 } as const;
    expect(printResult("load", { kind: "signal", info, ...why })).toBe("-1 SIGBUS");
  });
});
