import { expect, test } from "vitest";
import { scenariosById } from "#scenarios/library.ts";
import { recordedOn } from "./recordedOn.ts";

const WINDOW = scenariosById.get("window")?.program ?? "";

test("a built-in scenario was recorded, however its text is laid out", () => {
  const found = recordedOn(WINDOW);
  expect(found.map(({ kernel }) => kernel)).toContain("6.18");
  expect(recordedOn(`title "another name"\nkernel 5.10\n\n${WINDOW} // said`)).toEqual(found);
});

test("a changed program was not", () => {
  expect(recordedOn(`${WINDOW}\nmunmap(0x10000000, PAGE)`)).toEqual([]);
  expect(recordedOn("")).toEqual([]);
});

test("newest kernel first", () => {
  const releases = ["6.1.190", "6.18.44", "6.2"];
  const recordings = releases.map((release) => ({
    kernel: release,
    upstream: release,
    release,
    recorded: "2026-11-24",
  }));
  const programs = new Proxy({}, { get: () => [0, 1, 2] });
  expect(recordedOn(WINDOW, { recordings, programs }).map(({ release }) => release)).toEqual([
    "6.18.44",
    "6.2",
    "6.1.190",
  ]);
});
