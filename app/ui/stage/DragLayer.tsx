import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { addrOf, vpnOf } from "#engine/addr.ts";
import type { Machine } from "#engine/machine.ts";
import { type GhostMark, ghostBetween } from "#scene/ghost.ts";
import { areaOf, blockOf } from "#scene/grid.ts";
import type { Layout } from "#scene/places.ts";
import { rectOfPages } from "#stage/dragAxis.ts";
import { listenToHand } from "#stage/dragInput.ts";
import "#stage/ghost.css";
import "#stage/drag.css";
import { createGhostLayer } from "#stage/ghostLayer.ts";
import { type Offer, heldMachine } from "#store/directApply.ts";
import type { ExplorerState } from "#store/types.ts";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import { DragCaption, PlacingBar, WroteBar } from "./DragBars.tsx";
import styles from "./Drag.module.css";
import { DragTools } from "./DragTools.tsx";
import { type Chosen, type Hand, createHand } from "./dragHand.ts";
import { pressOnStage } from "./dragKeys.ts";

const selectRun = (state: ExplorerState) => state.run;
const selectDone = (state: ExplorerState) => state.cursor.done;
const selectMoving = (state: ExplorerState) => state.playing || state.cursor.t > 0;
const selectSelection = (state: ExplorerState) => state.selection;

/** An outline of something that still stands there: the layout keeps no place for what it grows into. */
const stillMapped = ({ key, of, shape }: GhostMark, after: Machine, layout: Layout): boolean => {
  const place = Number(key.split(" ")[1]);
  const address = of === "vma" ? place : addrOf(place);
  const vma = after.mms.get(layout.mm)?.vmas.at(address) ?? null;
  return shape === "gone" && vma !== null;
};

/** Outlines of what would change, and of a place that the layout does not keep. */
const marksOf = (offer: Offer, state: ExplorerState, layout: Layout): readonly GhostMark[] => {
  const { place, result, after } = offer.preview;
  const pages = { start: vpnOf(place.start), end: vpnOf(place.end) };
  const failed = result.kind !== "ok";
  const known = blockOf(layout, pages.start, pages.end) !== null;
  const changes = ghostBetween(heldMachine(state), after, layout, offer.hold.names);
  if (known && !failed) return changes;
  const shown = changes.filter((mark) => !stillMapped(mark, after, layout));
  const shape = failed ? "gone" : "added";
  return [...shown, { key: "held", of: "vma", shape, ...rectOfPages(layout, pages) }];
};

const useHand = (layout: Layout): Hand => {
  const store = useStoreApi();
  const [hand] = useState(() => createHand(store));
  useEffect(() => hand.setLayout(layout), [hand, layout]);
  return hand;
};

/** The mapping that now lies there gets the focus, when it has been drawn. */
const focusMapping = (view: HTMLElement, hand: Hand, place: Chosen): void => {
  requestAnimationFrame(() => {
    for (const mark of view.querySelectorAll<SVGElement>(`[data-key^="vma "]`)) {
      const range = hand.rangeOfKey(mark.dataset["key"] ?? "");
      if (range !== null && range.start <= place.start && place.start < range.end) mark.focus();
    }
  });
};

/** Listens on the view that the layer lies in: the stage is its neighbour, not its child. */
const useListening = (layer: React.RefObject<HTMLDivElement | null>, hand: Hand): void => {
  useEffect(() => {
    const view = layer.current?.parentElement;
    if (!view) return undefined;
    const stop = listenToHand(view, {
      onStart: hand.take,
      onMove: hand.drag,
      onDrop: () => void hand.drop(),
      onCancel: hand.cancel,
      onClick: hand.click,
    });
    const onKey = (event: KeyboardEvent): void => {
      // Buttons of the layer have keys of their own.
      if (event.target instanceof Element && layer.current?.contains(event.target) === true) return;
      const onDrop = (): void => {
        const place = hand.drop();
        if (place !== null) focusMapping(view, hand, place);
      };
      if (!pressOnStage(hand, event, onDrop)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    view.addEventListener("keydown", onKey, true);
    return () => {
      stop();
      view.removeEventListener("keydown", onKey, true);
    };
  }, [layer, hand]);
};

/** The pages that the toolbar is about, ringed. */
function ChosenPages({ layout, chosen }: { readonly layout: Layout; readonly chosen: Chosen }) {
  const { width, height, scale } = layout;
  return (
    <svg
      className={styles["chosen"]}
      aria-hidden="true"
      width={width * scale}
      height={height * scale}
      viewBox={`0 0 ${width} ${height}`}
    >
      {areaOf(layout, vpnOf(chosen.start), vpnOf(chosen.end)).map(({ x, y, w, h }) => (
        <rect key={`${x} ${y}`} x={x - 3} y={y - 3} width={w + 6} height={h + 6} rx={6} />
      ))}
    </svg>
  );
}

/** Draws what the hand would do, over the stage. */
function Ghost({ offer, layout }: { readonly offer: Offer; readonly layout: Layout }) {
  const store = useStoreApi();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const ghost = createGhostLayer(host.current);
    ghost.update(marksOf(offer, store.getState(), layout), layout);
    return () => ghost.destroy();
  }, [offer, store, layout]);
  return <div ref={host} className={styles["ghost"]} />;
}

/** Direct manipulation: what is moved, drawn and chosen on the stage, with the pointer or with keys. */
export function DragLayer({ layout }: { readonly layout: Layout }) {
  const hand = useHand(layout);
  const layer = useRef<HTMLDivElement>(null);
  useListening(layer, hand);
  const { held, by, chosen, made, wrote, said } = useStore(hand);
  const run = useExplorer(selectRun);
  const done = useExplorer(selectDone);
  const moving = useExplorer(selectMoving);
  const selection = useExplorer(selectSelection);
  const offer = held === null ? null : hand.offer();
  const pinned = selection?.kind === "vma" ? hand.rangeOfKey(`vma ${selection.id}`) : null;
  const target = moving || held !== null ? null : (chosen ?? pinned);
  const fresh = made !== null && wrote !== "" && run.text === made.text && done === made.to && !moving;
  return (
    <div ref={layer} className={styles["layer"]}>
      {offer !== null && <Ghost offer={offer} layout={layout} />}
      {chosen !== null && held === null && <ChosenPages layout={layout} chosen={chosen} />}
      {offer !== null && by === "pointer" && <DragCaption layout={layout} offer={offer} />}
      {offer !== null && held !== null && by === "keys" && (
        <PlacingBar layout={layout} hand={hand} held={held} offer={offer} />
      )}
      {target !== null && <DragTools layout={layout} hand={hand} range={target} whole={chosen === null} />}
      {fresh && held === null && <WroteBar hand={hand} wrote={wrote} />}
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
