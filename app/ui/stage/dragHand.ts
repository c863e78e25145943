import { createStore } from "zustand/vanilla";
import { PAGE_SIZE, addrOf, vpnOf } from "#engine/addr.ts";
import type { Point } from "#scene/marks.ts";
import type { Layout } from "#scene/places.ts";
import { type Grab } from "#stage/dragInput.ts";
import { bandOf, pageUnder, pitchOf, rectOfPages } from "#stage/dragAxis.ts";
import { type DeedAction, type HandAction, atLeastOnePage } from "#store/direct.ts";
import {
  type Made,
  type Offer,
  applyDeed,
  applyOffer,
  heldMachine,
  offerOf,
  takeBack,
} from "#store/directApply.ts";
import type { ExplorerStore } from "#ui/store.tsx";
import { dragWords } from "./dragWords.ts";

/** Bytes, half open, whole pages. */
export interface Chosen {
  readonly start: number;
  readonly end: number;
}

export interface HandState {
  /** What is being moved, resized or drawn; nothing of it is in the program yet. */
  readonly held: HandAction | null;
  /** By the pointer it ends when the pointer is let go, by keys with Enter. */
  readonly by: "pointer" | "keys";
  /** Pages that the toolbar is about. */
  readonly chosen: Chosen | null;
  readonly made: Made | null;
  /** What the program was given last. */
  readonly wrote: string;
  /** For the live region. */
  readonly said: string;
}

const EMPTY: HandState = { held: null, by: "keys", chosen: null, made: null, wrote: "", said: "" };

/** Where a new mapping by key begins, and its pages. */
const NEW_AT = 0x1000_0000;
const NEW_PAGES = 4;

/** What the hand holds, and what comes of it. Knows no elements. */
export const createHand = (store: ExplorerStore) => {
  const hand = createStore<HandState>()(() => EMPTY);
  let layout: Layout | null = null;
  /** Where the pointer went down, and how far that is behind the beginning of what it holds. */
  let origin: Point = { x: 0, y: 0 };
  let behind = 0;
  let anchor: { readonly page: number; readonly within: Chosen } | null = null;

  const vmas = () => (layout === null ? undefined : heldMachine(store.getState()).mms.get(layout.mm)?.vmas);

  const rangeOfKey = (key: string): Chosen | null => {
    for (const { value } of vmas()?.entries() ?? [])
      if (key === `vma ${value.id}`) return { start: value.start, end: value.end };
    return null;
  };
  const rangeAt = (address: number): Chosen | null => {
    const vma = vmas()?.at(address)?.value;
    return vma === undefined ? null : { start: vma.start, end: vma.end };
  };
  const offer = (): Offer | null => {
    const { held, made } = hand.getState();
    return held === null || layout === null ? null : offerOf(store.getState(), layout.mm, held, made);
  };
  /** Between two calls: a call in progress is brought to its end. */
  const settle = (): void => {
    const { actions, cursor } = store.getState();
    actions.pause();
    if (cursor.t > 0) actions.seek({ done: cursor.done + 1, t: 0 });
  };
  const hold = (held: HandAction, by: HandState["by"]): void => {
    const before = hand.getState().held;
    if (before !== null && JSON.stringify(before) === JSON.stringify(held)) return;
    hand.setState({ held, by });
    if (by === "pointer") return;
    const now = offer();
    const said =
      now === null
        ? dragWords.cannot
        : dragWords.outcome(now.preview.place, now.preview.verdict, now.preview.why);
    hand.setState({ said: before === null ? `${dragWords.started[held.kind]} ${said}` : said });
  };
  const begin = (held: HandAction, by: HandState["by"]): void => {
    settle();
    hand.setState({ held: null, chosen: null, wrote: "" });
    hold(held, by);
  };
  const choose = (chosen: Chosen | null): void => {
    hand.setState({
      chosen,
      wrote: "",
      said: chosen === null ? "" : dragWords.chosenSaid(chosen.start, chosen.end),
    });
  };
  const wide = (): boolean => layout?.orientation === "wide";
  const alongOf = ({ x, y }: Point): number => (wide() ? x : y);
  const shifted = (point: Point, by: number): Point =>
    wide() ? { x: point.x + by, y: 0 } : { x: 0, y: point.y + by };
  const farOf = (on: Layout, { start, end }: Chosen): number => {
    const rect = rectOfPages(on, { start: vpnOf(start), end: vpnOf(end) });
    return wide() ? rect.x + rect.w : rect.y + rect.h;
  };
  const pagesBetween = (on: Layout, from: number, to: number): number =>
    Math.round((to - from) / pitchOf(on)) * on.pagesPerCell * (wide() ? 1 : (on.pieces[0]?.columns ?? 1));

  const grow = (on: Layout, held: HandAction & { kind: "resize" }, at: Point): HandAction => {
    const far = farOf(on, held);
    const beyond = pagesBetween(on, far, alongOf(at));
    const end = beyond >= 0 ? held.end + addrOf(beyond) : addrOf(pageUnder(on, shifted(at, on.pitch / 2)));
    return { ...held, size: atLeastOnePage(end - held.start) };
  };
  const draw = (on: Layout, at: Point): HandAction => {
    const first = anchor?.page ?? 0;
    const pages = pagesBetween(on, alongOf(origin), alongOf(at));
    return pages < 0
      ? { kind: "map", start: addrOf(Math.max(16, first + pages)), end: addrOf(first + 1) }
      : { kind: "map", start: addrOf(first), end: addrOf(first + Math.max(1, pages)) };
  };
  const slide = (on: Layout, held: HandAction & { kind: "move" }, at: Point): HandAction => {
    const pages = vpnOf(held.end - held.start);
    return { ...held, to: addrOf(pageUnder(on, shifted(at, on.pitch / 2 - behind), pages)) };
  };

  return {
    ...hand,
    offer,
    rangeOfKey,
    rangeAt,
    choose,
    setLayout: (next: Layout): void => {
      layout = next;
    },
    /** The pointer begins to drag; false where there is nothing to drag. */
    take: (grab: Grab, at: Point, touch: boolean): boolean => {
      if (layout === null) return false;
      origin = at;
      anchor = null;
      if (grab.kind === "ground") {
        const band = bandOf(layout);
        const across = wide() ? at.y : at.x;
        if (touch || across < band.from || across > band.to) return false;
        const page = pageUnder(layout, at);
        anchor = { page, within: { start: 0, end: 0 } };
        begin({ kind: "map", start: addrOf(page), end: addrOf(page + 1) }, "pointer");
        return true;
      }
      if (grab.kind === "cell") {
        const page = pageUnder(layout, at);
        const within = rangeAt(addrOf(page));
        if (touch || within === null) return false;
        anchor = { page, within };
        settle();
        choose({ start: addrOf(page), end: addrOf(page + 1) });
        return true;
      }
      const range = rangeOfKey(grab.key);
      const { selection } = store.getState();
      const pinned = selection?.kind === "vma" && `vma ${selection.id}` === grab.key;
      // A finger scrolls, until it has tapped the mapping that it wants.
      if (range === null || (touch && !pinned)) return false;
      const rect = rectOfPages(layout, { start: vpnOf(range.start), end: vpnOf(range.end) });
      behind = alongOf(at) - alongOf(rect);
      if (grab.kind === "block") begin({ kind: "move", ...range, to: range.start, keep: false }, "pointer");
      else begin({ kind: "resize", ...range, size: range.end - range.start, mayMove: false }, "pointer");
      return true;
    },
    /** The pointer is somewhere else. */
    drag: (at: Point, shift: boolean): void => {
      const { held } = hand.getState();
      if (layout === null) return;
      if (held?.kind === "move") hold({ ...slide(layout, held, at), keep: shift } as HandAction, "pointer");
      else if (held?.kind === "resize")
        hold({ ...grow(layout, held, at), mayMove: shift } as HandAction, "pointer");
      else if (held?.kind === "map") hold(draw(layout, at), "pointer");
      else if (anchor !== null) {
        const { page, within } = anchor;
        const to = Math.min(vpnOf(within.end) - 1, Math.max(vpnOf(within.start), pageUnder(layout, at)));
        choose({ start: addrOf(Math.min(page, to)), end: addrOf(Math.max(page, to) + 1) });
      }
    },
    /** A click goes on to the stage and pins; an entry is chosen besides, with Shift all from the one before. */
    click: (grab: Grab, shift: boolean): void => {
      const page = /^(?:slot|token) (\d+)$/.exec(grab.kind === "cell" ? grab.key : "")?.[1];
      const start = addrOf(Number(page ?? 0));
      const within = page === undefined ? null : rangeAt(start);
      const before = hand.getState().chosen;
      if (within === null) {
        if (before !== null) choose(null);
        return;
      }
      const joined = shift && before !== null && before.start >= within.start && before.end <= within.end;
      choose(
        joined
          ? { start: Math.min(before.start, start), end: Math.max(before.end, start + PAGE_SIZE) }
          : { start, end: start + PAGE_SIZE },
      );
    },
    begin: (held: HandAction): void => begin(held, "keys"),
    /** A new mapping, at the first free place from an easily read address. */
    beginMap: (): void => {
      let start = NEW_AT;
      const size = NEW_PAGES * PAGE_SIZE;
      for (;;) {
        const next = vmas()?.firstEndingAfter(start);
        if (next === undefined || next === null || next.start >= start + size) break;
        start = next.end;
      }
      begin({ kind: "map", start, end: start + size }, "keys");
    },
    change: (held: HandAction): void => hold(held, "keys"),
    /** Writes it into the program. */
    drop: (): Chosen | null => {
      const now = offer();
      const { held } = hand.getState();
      const idle =
        (held?.kind === "move" && held.to === held.start) ||
        (held?.kind === "resize" && held.size === held.end - held.start);
      hand.setState({ held: null });
      if (held === null) return null;
      if (now === null || idle) {
        hand.setState({ said: now === null ? dragWords.cannot : dragWords.cancelled });
        return null;
      }
      const made = applyOffer(store, now);
      const { line } = now.preview;
      hand.setState({ made, chosen: null, wrote: line, said: dragWords.wrote(line) });
      return made.place;
    },
    cancel: (): void => {
      hand.setState({ held: null, said: dragWords.cancelled });
    },
    deed: (action: DeedAction): void => {
      settle();
      const made = layout === null ? null : applyDeed(store, layout.mm, action);
      const line = made === null ? "" : made.lines.join("\n");
      hand.setState(
        made === null ? { said: dragWords.cannot } : { made, wrote: line, said: dragWords.wrote(line) },
      );
    },
    takeBack: (): void => {
      const { made } = hand.getState();
      if (made === null) return;
      takeBack(store, made);
      hand.setState({ made: null, wrote: "", chosen: null, said: dragWords.takenBack });
    },
  };
};

export type Hand = ReturnType<typeof createHand>;
