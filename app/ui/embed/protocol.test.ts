import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandOf, messageOf } from "./protocol.ts";

const type = "mremap-explorer";

describe("commands of the page around the frame", () => {
  test.each(["hello", "step", "stepBack", "play", "pause"])("%s", (command) => {
    expect(commandOf({ type, command })).toEqual({ command });
  });

  test("seek has a whole number of calls and a progress that may be left out", () => {
    expect(commandOf({ type, command: "seek", done: 3 })).toEqual({ command: "seek", done: 3, t: 0 });
    expect(commandOf({ type, command: "seek", done: 3, t: 0.5 })).toEqual({
      command: "seek",
      done: 3,
      t: 0.5,
    });
    for (const done of [-1, 0.5, Number.NaN, Infinity, "3", null, undefined, [3], 1e9])
      expect(commandOf({ type, command: "seek", done })).toBeNull();
    for (const t of [-0.1, 1.1, Number.NaN, "0", null])
      expect(commandOf({ type, command: "seek", done: 0, t })).toBeNull();
  });

  test("what is not addressed to the explorer, or unknown to it, is ignored", () => {
    for (const data of [null, undefined, "step", 7, [], {}, { command: "step" }])
      expect(commandOf(data)).toBeNull();
    for (const command of ["editText", "constructor", "__proto__", "", 7, null, ["step"]])
      expect(commandOf({ type, command })).toBeNull();
    expect(commandOf({ type: "other", command: "step" })).toBeNull();
  });

  test("nothing makes it throw, and nothing but commands comes out", () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        const read = commandOf(data);
        return read === null || typeof read.command === "string";
      }),
    );
  });

  test("an event of the frame is no command to it", () => {
    expect(
      commandOf(messageOf({ event: "step", done: 1, of: 2, call: "mmap()", result: "0x1000" })),
    ).toBeNull();
  });
});
