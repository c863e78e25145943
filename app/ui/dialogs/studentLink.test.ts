import { describe, expect, test } from "vitest";
import { decodeLink, encodeLink } from "#link/codec.ts";
import { studentLink, withoutAnswers } from "./studentLink.ts";

const TEXT = `heap = mmap(NULL, 2*PAGE, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)
mremap(heap, 2*PAGE, 2*PAGE, MREMAP_FIXED, heap) = -1 EINVAL // which one?
`;

describe("links for students", () => {
  test("expectations go, comments stay", () => {
    expect(withoutAnswers(TEXT)).not.toContain("EINVAL");
    expect(withoutAnswers(TEXT)).toContain("// which one?");
  });

  test("the link carries the switch and the program without its answers", async () => {
    const cursor = { done: 0, t: 0 };
    const state = { text: TEXT, title: "Mine", scenario: null, kernel: "6.18", cursor };
    const link = await studentLink(`https://host.example/x/?theme=dark#${await encodeLink(state)}`);
    expect(link).toMatch(/\?theme=dark&students#/);
    const decoded = await decodeLink(new URL(link).hash);
    expect(decoded).toMatchObject({ kind: "state", state: { title: "Mine", text: withoutAnswers(TEXT) } });
  });
});
