import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [fileURLToPath(new URL("run.mjs", import.meta.url)), ...args], {
    encoding: "utf8",
  });

test("the engine runs in Node without a page: the entries move, the frames stay", () => {
  const lines = run().split("\n");
  expect(lines).toContain("mremap = 0x20000000");
  const frames = lines.flatMap((line) => /^ {2}page (\S+) PX frame (\d+)$/.exec(line)?.slice(1) ?? []);
  expect(frames).toEqual(["0x10000000+3", "437", "0x20000000+3", "437"]);
  expect(lines.some((line) => line.trim() === "ptesMoved in move_ptes()")).toBe(true);
});

test("a kernel without the flag says so", () => {
  expect(run("5.4")).toContain("-1 EINVAL: Linux 5.4 does not know MREMAP_DONTUNMAP");
});
