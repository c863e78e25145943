import type { AnyMark, FrameMark, SlotMark, VmaMark } from "#scene/marks.ts";
import type { Picture } from "#scene/picture.ts";

type Focusable = VmaMark | SlotMark | FrameMark;

const laneOf = (picture: Picture, mark: Focusable): readonly Focusable[] => {
  switch (mark.kind) {
    case "vma":
      return picture.vmas;
    case "slot":
      return picture.slots;
    case "frame":
      return picture.frames;
  }
};

/** The mark with this key among those that take focus; a token stands for its slot. */
export const focusable = (picture: Picture, key: string): Focusable | null =>
  [...picture.vmas, ...picture.slots, ...picture.frames].find((mark) => mark.key === key) ?? null;

/** Any mark by key. */
export const markOf = (picture: Picture, key: string): AnyMark | null =>
  picture.tokens.find((mark) => mark.key === key) ?? focusable(picture, key);

/** Where Tab enters the stage. */
export const firstOf = (picture: Picture): Focusable | null =>
  picture.vmas[0] ?? picture.slots[0] ?? picture.frames[0] ?? null;

const down = (picture: Picture, mark: Focusable): Focusable | null => {
  if (mark.kind === "vma") return picture.slots.find((slot) => slot.vpn * 4096 >= mark.start) ?? null;
  if (mark.kind === "slot") {
    const { identity } = mark;
    return picture.frames.find((frame) => identity.kind === "frame" && frame.pfn === identity.pfn) ?? null;
  }
  return null;
};

const up = (picture: Picture, mark: Focusable): Focusable | null => {
  if (mark.kind === "slot") {
    return picture.vmas.find((vma) => mark.vpn * 4096 >= vma.start && mark.vpn * 4096 < vma.end) ?? null;
  }
  if (mark.kind === "frame") {
    return (
      picture.slots.find((slot) => slot.identity.kind === "frame" && slot.identity.pfn === mark.pfn) ?? null
    );
  }
  return null;
};

/** The mark an arrow key leads to: along the lane, down to what it points at, up to what points at it. */
export const neighbour = (picture: Picture, mark: Focusable, key: string): Focusable | null => {
  const lane = laneOf(picture, mark);
  const index = lane.findIndex((other) => other.key === mark.key);
  switch (key) {
    case "ArrowRight":
      return lane[index + 1] ?? null;
    case "ArrowLeft":
      return lane[index - 1] ?? null;
    case "ArrowDown":
      return down(picture, mark);
    case "ArrowUp":
      return up(picture, mark);
    default:
      return null;
  }
};
