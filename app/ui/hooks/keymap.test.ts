import { describe, expect, test } from "vitest";
import { type KeyPress, commandOf, ownerOf, ownsKey } from "./keymap.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe("keys", () => {
  test.each([
    [" ", "togglePlay"],
    ["ArrowRight", "step"],
    ["ArrowLeft", "stepBack"],
    ["Home", "home"],
    ["End", "end"],
    ["f", "follow"],
    ["g", "ghost"],
    ["p", "present"],
    ["?", "help"],
    ["x", null],
  ])("%j: %s", (key, command) => expect(commandOf(press(key))).toBe(command));

  test("Shift goes call by call", () => {
    expect(commandOf(press("ArrowRight", { shiftKey: true }))).toBe("stepCall");
    expect(commandOf(press("ArrowLeft", { shiftKey: true }))).toBe("stepCallBack");
  });

  test("the browser's shortcuts stay the browser's", () => {
    expect(commandOf(press("ArrowLeft", { altKey: true }))).toBe(null);
    expect(commandOf(press("f", { ctrlKey: true }))).toBe(null);
    expect(commandOf(press("ArrowLeft", { metaKey: true }))).toBe(null);
  });
});

describe("what the focused element needs goes first", () => {
  test.each([
    ["TEXTAREA", "", "f", true],
    ["INPUT", "text", "?", true],
    ["INPUT", "radio", "ArrowRight", true],
    ["INPUT", "radio", "f", false],
    ["SELECT", "", "ArrowRight", true],
    ["BUTTON", "", " ", true],
    ["BUTTON", "", "ArrowRight", false],
    ["BODY", "", " ", false],
  ])("%s %s %j: %s", (tag, type, key, owned) => {
    expect(ownsKey(ownerOf(tag, type, null, false), key)).toBe(owned);
  });

  test("roles and editable text", () => {
    expect(ownsKey(ownerOf("BUTTON", "", "tab", false), "ArrowRight")).toBe(true);
    expect(ownsKey(ownerOf("DIV", "", null, true), "a")).toBe(true);
  });
});
