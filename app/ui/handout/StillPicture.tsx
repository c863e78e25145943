import { useEffect, useRef, useState } from "react";
import { pictureAt } from "#scene/director.ts";
import { layoutOf } from "#scene/layout.ts";
import { createStage } from "#stage/stage.ts";
import "#stage/stage.css";
import type { Timeline } from "#timeline/timeline.ts";
import styles from "./Handout.module.css";

const IGNORE = { onHover: () => undefined, onSelect: () => undefined };
/** Narrow enough for two on a sheet, wide enough for readable labels, in CSS pixels. */
const WIDTH = 640;
const HEIGHT = 350;

interface Props {
  readonly timeline: Timeline;
  /** Calls done. */
  readonly done: number;
  readonly label: string;
}

/** The stage at the end of a call, drawn once and inert. */
export function StillPicture({ timeline, done, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = host.current;
    if (element === null || near) return undefined;
    // A long run has many pictures: each is drawn when it comes near, and all of them for the printer.
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: "800px" },
    );
    const show = () => setNear(true);
    observer.observe(element);
    window.addEventListener("beforeprint", show);
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", show);
    };
  }, [near]);
  useEffect(() => {
    if (host.current === null || !near) return undefined;
    const layout = layoutOf(timeline, { width: WIDTH, height: HEIGHT, orientation: "wide", scale: 1 });
    const stage = createStage(host.current, IGNORE);
    const picture = pictureAt(timeline, layout, { done, t: 0 });
    stage.update({ picture, layout, selected: null, hovered: null, reducedMotion: true });
    const svg = host.current.querySelector("svg");
    svg?.setAttribute("role", "img");
    svg?.setAttribute("aria-label", label);
    return () => stage.destroy();
  }, [near, timeline, done, label]);
  return <div ref={host} className={styles["picture"]} inert />;
}
