import { type RefObject, useEffect, useState } from "react";
import type { Scenario } from "#scenarios/scenario.ts";
import { type Preview, previewOf } from "./preview.ts";

const known = new Map<string, Preview>();
const waiting = new Set<() => void>();
let planned = false;

/** One job a task, so that the page scrolls and types while pictures come. */
const plan = (): void => {
  if (planned || waiting.size === 0) return;
  planned = true;
  setTimeout(() => {
    planned = false;
    const [job] = waiting;
    if (job !== undefined) {
      waiting.delete(job);
      job();
    }
    plan();
  });
};

const keyOf = (scenario: Scenario, kernel: string | null): string => `${scenario.id} ${kernel ?? ""}`;

/** How far below the window a card may be when its picture is made. */
const AHEAD = "160px";

/** The preview of a scenario, made when its card comes near the window; null until then. */
export const usePreview = (
  card: RefObject<HTMLElement | null>,
  scenario: Scenario,
  kernel: string | null,
): Preview | null => {
  const key = keyOf(scenario, kernel);
  const [made, setMade] = useState<string | null>(null);
  useEffect(() => {
    if (known.has(key) || card.current === null) return undefined;
    const job = (): void => {
      known.set(key, previewOf(scenario, kernel));
      setMade(key);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) {
          waiting.delete(job);
          return;
        }
        if (!known.has(key)) waiting.add(job);
        plan();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(card.current);
    return () => {
      observer.disconnect();
      waiting.delete(job);
    };
  }, [card, key, scenario, kernel]);
  return made === key || known.has(key) ? (known.get(key) ?? null) : null;
};
