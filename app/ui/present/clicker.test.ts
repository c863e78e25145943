import { describe, expect, test } from "vitest";
import { clickerCommand, coverAfter } from "./clicker.ts";
import { isSession, newSession, readMessage } from "./session.ts";

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false, altKey: false });

describe("presenting", () => {
  test.each([
    ["PageDown", "forward"],
    [" ", "forward"],
    ["PageUp", "back"],
    ["b", "blank"],
    [".", "blank"],
    ["Escape", "leave"],
    ["x", null],
  ])("%j: %s", (key, command) => expect(clickerCommand(press(key))).toBe(command));

  test("the browser's shortcuts stay the browser's", () => {
    expect(clickerCommand(press("f", true))).toBeNull();
  });

  test("what lies over the stage goes first: nothing happens unseen", () => {
    expect(coverAfter("none", "blank")).toEqual({ cover: "blank", passes: false });
    expect(coverAfter("blank", "blank")).toEqual({ cover: "none", passes: false });
    expect(coverAfter("blank", "forward")).toEqual({ cover: "none", passes: false });
    expect(coverAfter("code", "leave")).toEqual({ cover: "none", passes: false });
    expect(coverAfter("none", "forward")).toEqual({ cover: "none", passes: true });
  });

  test("a session's name fits its address; anything else opens no channel", () => {
    expect(isSession(newSession())).toBe(true);
    for (const text of ["", "short", "../../x", "A".repeat(12)]) expect(isSession(text)).toBe(false);
  });

  test("messages of another version are passed over", () => {
    expect(readMessage({ kind: "hello" })).toEqual({ kind: "hello" });
    for (const data of [null, 1, "hello", {}, { kind: "eval" }]) expect(readMessage(data)).toBeNull();
  });
});
