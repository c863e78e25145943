import { useSyncExternalStore } from "react";

/** Body text of the design, in pixels; the stage is laid out for it. */
const DESIGNED = 13;

const subscribe = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
};

const read = (): number => {
  const size = getComputedStyle(document.documentElement).getPropertyValue("--text-m");
  const pixels = Number.parseFloat(size);
  return pixels > 0 ? pixels / DESIGNED : 1;
};

/** How much larger than designed the theme sets its text: 1, but for the projector. */
export const useTextScale = (): number => useSyncExternalStore(subscribe, read);
