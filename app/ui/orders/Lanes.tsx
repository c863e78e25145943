import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import { formatCall } from "#lang/formatter.ts";
import type { InterleavePlan, Order } from "#timeline/interleavePlan.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { SourceText } from "#ui/program/SourceText.tsx";
import styles from "./Lanes.module.css";
import { type Moved, type Place, moved, movedTowards, placesOf, samePlace } from "./moving.ts";
import { words } from "./words.ts";

export interface LanesProps {
  readonly plan: InterleavePlan;
  /** Called with each new order; the program is then written anew. */
  readonly onOrder: (order: Order) => void;
}

const callText = (plan: InterleavePlan, { lane, nth }: Place): string => {
  const call = plan.lanes[lane]?.calls[nth]?.call;
  if (call === undefined) return "";
  return `${call.assigned === null ? "" : `${call.assigned} = `}${formatCall(call)}`;
};

/** A lane for each thread, with its calls in the order of the program. They are dragged, or moved by keyboard. */
export function Lanes({ plan, onOrder }: LanesProps) {
  const [picked, setPicked] = useState<Place>({ lane: plan.written[0] ?? 0, nth: 0 });
  /** The order under the pointer, while a call is dragged. */
  const [dragged, setDragged] = useState<{ readonly order: Order; readonly at: number } | null>(null);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const refocus = useRef(false);
  const order = dragged?.order ?? plan.written;
  const places = placesOf(order);
  const at = places.findIndex((place) => samePlace(picked, place));

  useLayoutEffect(() => {
    if (!refocus.current) return;
    refocus.current = false;
    // Moving an element takes its focus away.
    list.current?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
  }, [order]);

  const settle = (result: Moved) => {
    if ("why" in result) {
      setSaid(result.why);
      return;
    }
    setSaid(words.moved(result.at + 1, order.length));
    onOrder(result.order);
  };
  const move = (by: -1 | 1, keepFocus: boolean) => {
    refocus.current = keepFocus;
    settle(moved(plan, order, at, by));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    move(event.key === "ArrowLeft" ? -1 : 1, true);
  };
  const columnAt = (x: number): number => {
    const box = list.current?.getBoundingClientRect();
    if (box === undefined || order.length === 0) return 0;
    return Math.min(order.length - 1, Math.max(0, Math.floor((x - box.left) / (box.width / order.length))));
  };
  const onPointerMove = (event: PointerEvent<HTMLOListElement>) => {
    if (dragged === null) return;
    const result = movedTowards(plan, dragged.order, dragged.at, columnAt(event.clientX));
    if (!("why" in result) && result.at !== dragged.at) setDragged(result);
  };
  const drop = () => {
    if (dragged === null) return;
    setDragged(null);
    if (dragged.order.join() !== plan.written.join()) settle(dragged);
  };
  const startDrag = (event: PointerEvent, place: Place, index: number) => {
    setPicked(place);
    if (event.button !== 0) return;
    // The list keeps the pointer: its items change places under it.
    list.current?.setPointerCapture(event.pointerId);
    setDragged({ order: plan.written, at: index });
  };

  return (
    <section aria-label={words.lanes} className={styles["section"]}>
      <p className={styles["how"]}>
        {words.moveHow}{" "}
        <span role="status" className={styles["said"]}>
          {said}
        </span>
      </p>
      <div className={styles["scroll"]}>
        <div className={styles["names"]} aria-hidden="true">
          {plan.lanes.map(({ thread }) => (
            <span key={thread}>{thread}</span>
          ))}
        </div>
        <ol
          ref={list}
          className={styles["lanes"]}
          aria-label={words.lanes}
          style={{ gridTemplateRows: `repeat(${plan.lanes.length}, auto)` }}
          onPointerMove={onPointerMove}
          onPointerUp={drop}
          onPointerCancel={() => setDragged(null)}
          onLostPointerCapture={drop}
        >
          {places.map((place, index) => (
            <li
              key={`${place.lane} ${place.nth}`}
              className={styles["place"]}
              style={{ gridColumn: index + 1, gridRow: place.lane + 1 }}
            >
              <button
                type="button"
                className={cx(styles["call"], dragged?.at === index && styles["dragged"])}
                aria-label={words.call(
                  index + 1,
                  plan.lanes[place.lane]?.thread ?? "",
                  callText(plan, place),
                )}
                aria-pressed={index === at}
                aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
                onFocus={() => setPicked(place)}
                onKeyDown={onKeyDown}
                onPointerDown={(event) => startDrag(event, place, index)}
              >
                <span className={styles["number"]}>{index + 1}</span>
                {plan.lanes[place.lane]?.calls[place.nth]?.call.callee}
              </button>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles["picked"]}>
        <Button disabled={at <= 0} onClick={() => move(-1, false)}>
          <span aria-hidden="true">←</span> {words.earlier}
        </Button>
        <Button disabled={at >= order.length - 1} onClick={() => move(1, false)}>
          {words.later} <span aria-hidden="true">→</span>
        </Button>
        <code className={styles["text"]}>
          <SourceText text={callText(plan, picked)} />
        </code>
      </div>
    </section>
  );
}
