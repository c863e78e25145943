import { describe, expect, it } from "vitest";
import type { FrameMark, SlotMark, VmaMark } from "#scene/marks.ts";
import { pictureOf, type Picture } from "#scene/picture.ts";
import { keysOf } from "./emphasis.ts";
import { neighbour } from "./roving.ts";

const base = { x: 0, y: 0, w: 10, h: 10, opacity: 1, label: "" };
const vma = (id: number, start: number, end: number): VmaMark => ({
  ...base,
  kind: "vma",
  key: `vma ${id}`,
  identity: { kind: "vma", id },
  vma: id,
  start: start * 4096,
  end: end * 4096,
  name: "",
  fresh: false,
  tab: [],
});
const slot = (vpn: number, pfn: number | null): SlotMark => ({
  ...base,
  kind: "slot",
  key: `slot ${vpn}`,
  identity: pfn === null ? { kind: "page", vpn } : { kind: "frame", pfn },
  vpn,
  pages: 1,
});
const frame = (pfn: number): FrameMark => ({
  ...base,
  kind: "frame",
  key: `frame ${pfn}`,
  identity: { kind: "frame", pfn },
  pfn,
  pages: 1,
  text: "",
  caption: "",
  hue: "a",
  pattern: "plain",
  mapcount: 1,
  nails: [],
  more: "",
  lit: 0,
});

const picture: Picture = pictureOf({
  vmas: [vma(1, 16, 18), vma(2, 32, 33)],
  slots: [slot(16, 7), slot(17, null), slot(32, 7)],
  tokens: [],
  frames: [frame(7), frame(8)],
  links: [],
  copied: 0,
});

describe("neighbour", () => {
  const go = (from: VmaMark | SlotMark | FrameMark, key: string) =>
    neighbour(picture, from, key)?.key ?? null;

  it("goes along the lane", () => {
    expect(go(slot(16, 7), "ArrowRight")).toBe("slot 17");
    expect(go(slot(16, 7), "ArrowLeft")).toBeNull();
  });

  it("goes down to what a mark points at, and up to what points at it", () => {
    expect(go(vma(2, 32, 33), "ArrowDown")).toBe("slot 32");
    expect(go(slot(32, 7), "ArrowDown")).toBe("frame 7");
    expect(go(slot(17, null), "ArrowDown")).toBeNull();
    expect(go(frame(7), "ArrowUp")).toBe("slot 16");
    expect(go(slot(17, null), "ArrowUp")).toBe("vma 1");
  });
});

describe("keysOf", () => {
  it("lights everything that stands for the same frame", () => {
    expect(keysOf(picture, { kind: "frame", pfn: 7 })).toEqual(new Set(["slot 16", "slot 32", "frame 7"]));
  });

  it("lights nothing for nothing", () => {
    expect(keysOf(picture, null).size).toBe(0);
  });
});
