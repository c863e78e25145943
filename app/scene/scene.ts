import { addrOf, hex, vpnOf } from "#engine/addr.ts";
import type { FrameRun, Machine, Mm, PteRun } from "#engine/machine.ts";
import type { Vma } from "#engine/vma.ts";
import { cellTokens, type TokenSource } from "./aggregate.ts";
import { frameMarks, frameTops } from "./frameMarks.ts";
import { blockOf, cellAt, pieceOf } from "./grid.ts";
import type { Layout, Piece } from "./places.ts";
import { linksOf } from "./links.ts";
import type { SlotMark, TokenMark, VmaMark } from "./marks.ts";
import type { Scene } from "./picture.ts";
import { tabOf } from "./tabs.ts";
import { grouped, plural } from "./text.ts";
import { tokenOf } from "./tokens.ts";
import { vmaWords, type Names } from "./vmaText.ts";

export interface SceneOptions {
  /** Mappings that the call under way has made. */
  readonly fresh?: ReadonlySet<number>;
  /** Pages copied since the run began. */
  readonly copied?: number;
}

const rangeWords = (vma: Vma): string => `${hex(vma.start)} to ${hex(vma.end)}`;

const vmaMark = (
  machine: Machine,
  mm: Mm,
  vma: Vma,
  layout: Layout,
  names: Names,
  fresh: boolean,
): VmaMark | null => {
  const rect = blockOf(layout, vpnOf(vma.start), vpnOf(vma.end));
  if (rect === null) return null;
  const words = vmaWords(machine, mm, vma, names, fresh);
  const badges = words.badges.length > 0 ? `, ${words.badges.join(", ")}` : "";
  return {
    kind: "vma",
    key: `vma ${vma.id}`,
    identity: { kind: "vma", id: vma.id },
    ...rect,
    opacity: 1,
    label: `Mapping ${words.name}, ${rangeWords(vma)}, ${words.perms} ${words.backing}, ${words.set} of ${plural(words.pages, "entry", "entries")} set${badges}`,
    vma: vma.id,
    start: vma.start,
    end: vma.end,
    name: words.name,
    fresh,
    tab: tabOf(words, rect.w, layout.tabLines, layout.orientation === "phone" ? grouped(vma.start) : ""),
  };
};

/** Pages [from, to) of the cell that starts at `vpn`. */
interface CellRange {
  readonly index: number;
  readonly vpn: number;
  readonly end: number;
}

function* cellsOf(layout: Layout, piece: Piece, from: number, to: number): Generator<CellRange> {
  const per = layout.pagesPerCell;
  const first = Math.floor((Math.max(from, piece.start) - piece.start) / per);
  const end = Math.min(to, piece.end);
  for (let index = first; piece.start + index * per < end; index += 1) {
    const vpn = piece.start + index * per;
    yield { index, vpn, end: Math.min(vpn + per, piece.end) };
  }
}

/** Pieces that a mapping covers. Mappings never cut a piece, but one that the layout did not foresee may. */
const piecesOf = (layout: Layout, vma: Vma): readonly Piece[] =>
  layout.pieces.filter((p) => p.columns > 0 && p.start < vpnOf(vma.end) && p.end > vpnOf(vma.start));

interface Cells {
  readonly slots: SlotMark[];
  readonly tokens: TokenMark[];
}

const addCells = (cells: Cells, machine: Machine, mm: Mm, vma: Vma, layout: Layout): void => {
  for (const piece of piecesOf(layout, vma)) {
    for (const cell of cellsOf(layout, piece, vpnOf(vma.start), vpnOf(vma.end))) {
      const rect = cellAt(piece, cell.index, layout.pitch, layout.orientation);
      const pages = cell.end - cell.vpn;
      const source: TokenSource = { machine, entries: mm.pageTable.entries, vpn: cell.vpn, pages, rect };
      const token = layout.pagesPerCell === 1 ? singleToken(source) : cellTokens(source);
      if (token !== null) cells.tokens.push(token);
      cells.slots.push({
        kind: "slot",
        key: `slot ${cell.vpn}`,
        identity: token?.identity ?? { kind: "page", vpn: cell.vpn },
        ...rect,
        opacity: 1,
        label: slotLabel(cell.vpn, pages, token),
        vpn: cell.vpn,
        pages,
      });
    }
  }
};

const slotLabel = (vpn: number, pages: number, token: TokenMark | null): string => {
  const place =
    pages === 1 ? `Entry of page ${hex(addrOf(vpn))}` : `${pages} entries from ${hex(addrOf(vpn))}`;
  return token === null ? `${place}: none` : `${place}: set`;
};

const singleToken = (source: TokenSource): TokenMark | null => {
  const entry = source.entries.at(source.vpn);
  if (entry === null) return null;
  const offset = source.vpn - entry.start;
  return tokenOf(source.vpn, entry.value, offset, source.rect, frameOf(source.machine, entry.value, offset));
};

const frameOf = (machine: Machine, run: PteRun, offset: number): { run: FrameRun; offset: number } | null => {
  if (run.kind !== "present") return null;
  const found = machine.frames.at(run.pfn + offset);
  return found === null ? null : { run: found.value, offset: run.pfn + offset - found.start };
};

const EMPTY: Scene = { vmas: [], slots: [], tokens: [], frames: [], links: [], copied: 0 };

/** The marks of a machine. Pure: equal machines give equal scenes. */
export const sceneOf = (
  machine: Machine,
  layout: Layout,
  names: Names,
  options: SceneOptions = {},
): Scene => {
  const mm = machine.mms.get(layout.mm);
  // A process that is not there yet, or no longer: what others have in memory is there all the same.
  if (mm === undefined) {
    return { ...EMPTY, frames: frameMarks(machine, layout, []), copied: options.copied ?? 0 };
  }
  const vmas: VmaMark[] = [];
  const cells: Cells = { slots: [], tokens: [] };
  for (const { value: vma } of mm.vmas.entries()) {
    if (pieceOf(layout, vpnOf(vma.start)) === null) continue;
    const mark = vmaMark(machine, mm, vma, layout, names, options.fresh?.has(vma.id) ?? false);
    if (mark === null) continue;
    vmas.push(mark);
    addCells(cells, machine, mm, vma, layout);
  }
  const frames = frameMarks(machine, layout, cells.tokens);
  return {
    vmas,
    slots: cells.slots,
    tokens: cells.tokens,
    frames,
    links: linksOf(cells.tokens, frameTops(layout, frames), layout),
    copied: options.copied ?? 0,
  };
};
