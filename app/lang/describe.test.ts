import { describe, expect, it } from "vitest";
import { SIGNATURES } from "#engine/signatures.ts";
import type { StructShape } from "#engine/structShapes.ts";
import { IOVEC, RLIMIT64, UFFD_SHAPES } from "#engine/structShapes.ts";
import { describeWord } from "./describe.ts";
import { meaningOfMember, meaningOfParam } from "./meanings.ts";
import { parseScenario } from "./scenario.ts";
import { SETTINGS } from "./settings.ts";

const withInner = (shape: StructShape): readonly StructShape[] => [
  shape,
  ...shape.members.flatMap(({ type }) => (type.kind === "struct" ? withInner(type.shape) : [])),
];

describe("the words of the language", () => {
  it.each(SIGNATURES)("every argument of $name has a meaning", (signature) => {
    for (const param of signature.params)
      expect(`${param.name}: ${meaningOfParam(signature, param)}`).toMatch(/: .+\.$/);
  });

  it("every member of a structure has a meaning", () => {
    for (const shape of [RLIMIT64, IOVEC, ...UFFD_SHAPES].flatMap(withInner)) {
      for (const member of shape.members) {
        expect(`${shape.name}.${member.name}: ${meaningOfMember(shape, member)}`).toMatch(/: .+\.$/);
      }
    }
  });

  it.each(SETTINGS)("the usage of $name is the language", ({ name, usage }) => {
    const { program, diagnostics } = parseScenario(usage);
    expect(diagnostics).toEqual([]);
    expect(program.lines[0]?.statement).toMatchObject({ kind: "setting", setting: { name } });
  });

  it("are described with their values, and with the kernel that brought them", () => {
    expect(describeWord("MREMAP_DONTUNMAP")).toMatchObject({ title: "MREMAP_DONTUNMAP = 0x4", since: "5.7" });
    expect(describeWord("mremap")?.title).toBe(
      "mremap(old_address, old_size, new_size, flags, [new_address])",
    );
    expect(describeWord("thread")?.title).toBe("thread NAME:");
    expect(describeWord("heap")).toBeNull();
  });
});
