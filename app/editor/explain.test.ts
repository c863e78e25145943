import { describe, expect, it } from "vitest";
import { explainAt, helpAt } from "./explain.ts";
import { paintOf } from "./paint.ts";

const split = (marked: string): [string, number] => [marked.replace("^", ""), marked.indexOf("^")];

describe("explanations", () => {
  it("say what a flag does and since which kernel", () => {
    expect(explainAt(...split("mremap(0x1000, 1, 1, MREMAP_^DONTUNMAP)"))).toMatchObject({
      title: "MREMAP_DONTUNMAP = 0x4",
      since: "5.7",
    });
    expect(explainAt(...split("mremap(0x1000, 1, 1, F^IXED)"))?.title).toBe("MREMAP_FIXED = 0x2");
    expect(explainAt(...split("mmap(0x1000, 1, 1, F^IXED)"))?.title).toBe("MAP_FIXED = 0x10");
  });

  it("know calls, members, variables and settings", () => {
    expect(explainAt(...split("^mremap(0x1000)"))?.title).toContain("new_size");
    expect(explainAt(...split("ioctl(3, UFFDIO_REGISTER, {range={start=0, ^len=1}"))?.text).toContain(
      "Length",
    );
    expect(explainAt(...split("he^ap = mmap(0)"))?.text).toBe("What mmap gives back.");
    expect(explainAt(...split("ker^nel 6.18"))?.title).toBe("kernel 6.18");
    expect(explainAt(...split("^nobody"))).toBeNull();
  });

  it("follow the arguments while they are written", () => {
    const help = helpAt(...split("to = mremap(heap, PAGE, ^"));
    expect(help).toMatchObject({
      name: "mremap",
      open: 11,
      meaning: "new_size: Its length afterwards; never 0.",
    });
    expect(help?.params.find(({ current }) => current)?.name).toBe("new_size");
    expect(helpAt(...split("ioctl(3, UFFDIO_REGISTER, {range={start=^"))?.meaning).toMatch(/^start: /);
    expect(helpAt(...split("munmap(0, 1)^"))).toBeNull();
  });
});

it("colours by the language's tokens", () => {
  const text = "to = mremap(heap, 2 MiB, 1, MAYMOVE) // moves";
  expect(paintOf(text).map(({ from, to, paint }) => `${paint}:${text.slice(from, to)}`)).toEqual([
    "call:mremap",
    "number:2",
    "number:MiB",
    "number:1",
    "flag:MAYMOVE",
    "comment:// moves",
  ]);
});
