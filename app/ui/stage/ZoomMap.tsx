import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { addressMap, type AddressMap } from "#scene/zoomMap.ts";
import { neighbourPlace } from "#scene/zoom.ts";
import { placeAt, spanOf, wordsOfPlace } from "#scene/zoomLevels.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import type { Zooming } from "./zoomPlace.ts";
import { zoomWords as words } from "./zoomWords.ts";
import styles from "./Zoom.module.css";

const WHOLE_PAGES = spanOf(4);
/** In pixels: what is near what is mapped means that. */
const NEAR = 5;

/** The mapped stretch beside which the pointer is, else the address under it. */
const pointedAt = (map: AddressMap, x: number, width: number): number => {
  const near = map.marks
    .map((mark) => ({ mark, distance: Math.abs(mark.x + mark.w / 2 - x) - mark.w / 2 }))
    .filter(({ distance }) => distance <= NEAR)
    .toSorted((a, b) => Number(b.mark.own) - Number(a.mark.own) || a.distance - b.distance)[0];
  return near?.mark.vpn ?? Math.floor((Math.min(width, Math.max(0, x)) / width) * (WHOLE_PAGES - 1));
};

/** All 128 TiB in one strip: what is mapped, and the window as a handle that can be dragged. */
export function ZoomMap({ zooming, width }: { readonly zooming: Zooming; readonly width: number }) {
  const { machine } = useMoment();
  const strip = useRef<HTMLDivElement>(null);
  const { place, run, goTo } = zooming;
  const map = addressMap(run, width);
  const brush = map.windowOf({ start: place.start, end: place.start + spanOf(place.level) });
  const drag = (event: PointerEvent): void => {
    const box = strip.current?.getBoundingClientRect();
    if (box === undefined || place.level === 4 || event.buttons === 0) return;
    const x = ((event.clientX - box.left) / box.width) * width;
    goTo(placeAt(place.level, pointedAt(map, x, width)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = {
      ArrowLeft: -1 as const,
      ArrowDown: -1 as const,
      ArrowRight: 1 as const,
      ArrowUp: 1 as const,
    };
    const way = Object.entries(direction).find(([key]) => key === event.key)?.[1];
    if (way === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = neighbourPlace(machine, run, place, way);
    if (next !== null) goTo(next);
  };
  return (
    <div
      ref={strip}
      className={styles["map"]}
      role="slider"
      tabIndex={0}
      aria-label={words.map}
      aria-valuemin={0}
      aria-valuemax={128}
      aria-valuenow={Math.round((place.start / WHOLE_PAGES) * 128)}
      aria-valuetext={wordsOfPlace(place)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
    >
      <svg aria-hidden="true" width={width} height={22} viewBox={`0 0 ${width} 22`}>
        <rect className={styles["strip"]} x={0} y={8} width={width} height={6} rx={3} />
        {map.marks.map((mark) => (
          <rect
            key={mark.key}
            className={mark.own ? styles["own"] : styles["other"]}
            x={mark.x}
            y={mark.own ? 5 : 8}
            width={mark.w}
            height={mark.own ? 12 : 6}
          />
        ))}
        <rect className={styles["brush"]} x={brush.x} y={1.5} width={brush.w} height={19} rx={4} />
      </svg>
    </div>
  );
}
