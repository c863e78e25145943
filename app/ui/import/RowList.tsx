import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
import type { RowView } from "#workers/importMessages.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./RowList.module.css";
import { chooseRow, setActive, useImport, wantRows } from "./session.ts";
import { KIND_WORDS, words } from "./words.ts";

/** Height of a row in pixels; the style sheet has the same. */
const ROW = 26;
/** Browsers draw no elements that are much higher. Longer lists are scrolled in proportion. */
const HIGHEST = 8_000_000;
/** Rows asked for beyond what is seen. */
const BEYOND = 40;

/** The stretch of the list that is in sight. */
interface Sight {
  readonly first: number;
  readonly visible: number;
  /** How far down the first of them is drawn, in pixels. */
  readonly top: number;
}

/**
 * A list of any length of which only what is in sight is in the page: rows of one height, asked for by place. Small
 * enough to need no library, and a million rows would be too high for an element, which this allows for.
 */
export function RowList() {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { count, window: loaded, goTo, chosen, active } = useImport();
  const [sight, setSight] = useState<Sight>({ first: 0, visible: 20, top: 0 });
  const height = Math.min(count * ROW, HIGHEST);

  const look = (): void => {
    const element = box.current;
    if (element === null) return;
    const visible = Math.ceil(element.clientHeight / ROW);
    const room = Math.max(1, element.scrollHeight - element.clientHeight);
    const first = Math.round((element.scrollTop / room) * Math.max(0, count - visible));
    const drawn = Math.min(visible, count - first) * ROW;
    const top = Math.max(0, Math.min(element.scrollTop, height - drawn));
    setSight((old) =>
      old.first === first && old.visible === visible && old.top === top ? old : { first, visible, top },
    );
  };
  const show = (place: number, centre: boolean): void => {
    const element = box.current;
    if (element === null) return;
    const visible = Math.floor(element.clientHeight / ROW);
    const inSight = place >= sight.first && place < sight.first + visible;
    if (!centre && inSight) return;
    const first = centre
      ? place - Math.floor(visible / 2)
      : place < sight.first
        ? place
        : place - visible + 1;
    const most = Math.max(1, count - visible);
    const room = element.scrollHeight - element.clientHeight;
    element.scrollTop = (Math.min(Math.max(0, first), most) / most) * room;
    look();
  };

  const follow = useRef(show);
  const observe = useRef(look);
  useEffect(() => {
    follow.current = show;
    observe.current = look;
  });
  useEffect(() => {
    follow.current(goTo.place, true);
  }, [goTo]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => observe.current());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { from, rows } = loaded;
  const to = Math.min(count, sight.first + sight.visible);
  const missing = sight.first < from || to > from + rows.length;
  useEffect(() => {
    if (missing && count > 0)
      wantRows(Math.max(0, sight.first - BEYOND), sight.first + sight.visible + BEYOND);
  }, [missing, sight, count]);

  const move = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: sight.visible - 1,
      PageUp: 1 - sight.visible,
      Home: -count,
      End: count,
    };
    const row = rows[active - from];
    if ((event.key === "Enter" || event.key === " ") && row !== undefined) {
      event.preventDefault();
      chooseRow(row.row);
      return;
    }
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, active + step));
    setActive(next);
    show(next, false);
  };

  const choose = (event: MouseEvent): void => {
    const option = event.target instanceof Element ? event.target.closest("[data-place]") : null;
    const place = Number(option?.getAttribute("data-place") ?? Number.NaN);
    const row = rows[place - from];
    if (row === undefined) return;
    setActive(place);
    chooseRow(row.row);
  };

  const places = Array.from({ length: Math.max(0, to - sight.first) }, (_, index) => sight.first + index);
  return (
    <div
      ref={box}
      className={styles["list"]}
      role="listbox"
      tabIndex={0}
      aria-label={words.rows}
      aria-activedescendant={rows[active - from] === undefined ? undefined : `${id}-${active}`}
      onScroll={look}
      onKeyDown={move}
      onClick={choose}
    >
      <div className={styles["length"]} role="presentation" style={{ height }}>
        <div role="presentation" className={styles["window"]} style={{ top: sight.top }}>
          {places.map((place) => (
            <Row
              key={place}
              id={`${id}-${place}`}
              place={place}
              count={count}
              row={rows[place - from]}
              active={place === active}
              chosen={chosen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly place: number;
  readonly count: number;
  /** Undefined until it has come. */
  readonly row: RowView | undefined;
  readonly active: boolean;
  readonly chosen: number | null;
}

function Row({ id, place, count, row, active, chosen }: RowProps) {
  if (row === undefined) return <div className={styles["row"]} role="presentation" />;
  const { kind, lineNumber, line } = row;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      data-place={place}
      aria-selected={row.row === chosen}
      aria-setsize={count}
      aria-posinset={place + 1}
      data-kind={kind}
      className={cx(styles["row"], active && styles["active"])}
    >
      <span className={styles["number"]}>{lineNumber}</span>
      <span className={styles["verdict"]}>{KIND_WORDS[kind]}</span>
      <span className={styles["text"]}>{line}</span>
    </div>
  );
}
