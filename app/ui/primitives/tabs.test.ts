import { expect, test } from "vitest";
import { tabAfterKey } from "./Tabs.tsx";
import { nextPiece } from "#ui/story/PlaceField.tsx";

test("arrows go round the tabs", () => {
  expect(tabAfterKey("ArrowRight", 3, 4)).toBe(0);
  expect(tabAfterKey("ArrowLeft", 0, 4)).toBe(3);
  expect(tabAfterKey("Home", 2, 4)).toBe(0);
  expect(tabAfterKey("End", 0, 4)).toBe(3);
  expect(tabAfterKey("a", 0, 4)).toBe(null);
});

test("pieces on offer go round", () => {
  expect(nextPiece(".A", ".")).toBe("A");
  expect(nextPiece(".A", "A")).toBe(".");
});
