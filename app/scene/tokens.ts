import { addrOf, hex } from "#engine/addr.ts";
import type { FrameRun, PteRun } from "#engine/machine.ts";
import { contentOf, frameText } from "./content.ts";
import type { EntryBits, Hue, Pattern, Rect, TokenMark } from "./marks.ts";
import { LABEL } from "./measure.ts";
import { monoWidth, pfnText } from "./text.ts";

/** The frame that all zero-page entries point to; no real frame has this number in the picture. */
export const ZERO_PAGE = -1;

interface FoundFrame {
  readonly run: FrameRun;
  readonly offset: number;
}

/** The longest of these texts that fits into the cell. */
export const fitting = (texts: readonly string[], cell: number): string =>
  cell < 14 ? "" : (texts.find((text) => monoWidth(text, LABEL) <= cell - 4) ?? "");

const bitsOf = (run: PteRun, frame: FoundFrame | null): EntryBits | null =>
  run.kind === "present"
    ? {
        write: run.write,
        dirty: run.dirty,
        softDirty: run.softDirty,
        uffdWp: run.uffdWp,
        exclusive: frame?.run.exclusive ?? false,
      }
    : null;

/** Bits in words, for labels and the table: "writable, dirty". */
export const bitWords = (bits: EntryBits): string =>
  [
    bits.write ? "writable" : "read-only",
    bits.dirty ? "dirty" : "",
    bits.softDirty ? "soft-dirty" : "",
    bits.uffdWp ? "uffd-wp" : "",
    bits.exclusive ? "exclusive" : "",
  ]
    .filter((word) => word !== "")
    .join(", ");

interface Face {
  readonly shape: TokenMark["shape"];
  readonly texts: readonly string[];
  readonly words: string;
}

const faceOf = (run: PteRun, pfn: number, frame: FoundFrame | null): Face => {
  if (run.kind === "zero") return { shape: "zero", texts: ["0"], words: "the zero page" };
  if (run.kind === "marker") {
    if (run.guard) return { shape: "guard", texts: ["G"], words: "guard marker, no frame" };
    if (run.poison) return { shape: "poison", texts: ["!"], words: "poison marker, no frame" };
    return { shape: "wp", texts: ["wp"], words: "userfaultfd write-protect marker, no frame" };
  }
  const text = frame === null ? "" : frameText(frame.run, frame.offset);
  const letter = frame === null ? "" : contentOf(frame.run).letter;
  const words = `frame ${pfnText(pfn)}${text === "" ? "" : `, content ${text}`}`;
  return { shape: "frame", texts: [pfnText(pfn), text, letter], words };
};

const pfnOf = (run: PteRun, offset: number): number | null => {
  if (run.kind === "present") return run.pfn + offset;
  return run.kind === "zero" ? ZERO_PAGE : null;
};

/** The token of one page. `offset`: the page's place in its run. */
export const tokenOf = (
  vpn: number,
  run: PteRun,
  offset: number,
  rect: Rect,
  frame: FoundFrame | null,
): TokenMark => {
  const pfn = pfnOf(run, offset);
  const face = faceOf(run, pfn ?? 0, frame);
  const look: { hue: Hue; pattern: Pattern } =
    frame === null ? { hue: "none", pattern: "plain" } : contentOf(frame.run).look;
  const bits = bitsOf(run, frame);
  return {
    kind: "token",
    key: `token ${vpn}`,
    identity: pfn === null ? { kind: "page", vpn } : { kind: "frame", pfn },
    ...rect,
    opacity: 1,
    label: `Entry of page ${hex(addrOf(vpn))}: ${face.words}${bits === null ? "" : `, ${bitWords(bits)}`}`,
    vpn,
    pages: 1,
    shape: face.shape,
    text: fitting(face.texts, rect.w),
    ...look,
    bits,
    pfn,
    huge: run.kind === "present" && run.huge,
    shares: null,
    odd: false,
  };
};
