import { useEffect } from "react";
import { selectStep } from "#store/selectors.ts";
import type { ExplorerState } from "#store/types.ts";
import { resultLabel } from "#ui/text/result.ts";
import { type ExplorerStore, useStoreApi } from "#ui/store.tsx";
import { type EmbedCommand, type EmbedEvent, PROTOCOL_VERSION, commandOf, messageOf } from "./protocol.ts";

const readyEvent = ({ title, run }: ExplorerState): EmbedEvent => ({
  event: "ready",
  version: PROTOCOL_VERSION,
  title,
  calls: run.timeline.steps.length,
});

/** Where the run is; a call under way has no result yet. */
const stepEvent = (state: ExplorerState): EmbedEvent => {
  const { cursor, run } = state;
  const step = selectStep(state);
  const ended = step !== null && step.index < cursor.done;
  return {
    event: "step",
    done: cursor.done,
    of: run.timeline.steps.length,
    call: step?.text ?? null,
    result: ended ? resultLabel(step.result).short : null,
  };
};

/** Answers that were not there before. */
const scoreEvents = (now: ExplorerState, before: ExplorerState): readonly EmbedEvent[] =>
  Object.entries(now.progress).flatMap(([question, answer]): readonly EmbedEvent[] => {
    if (before.progress[question] === answer) return [];
    if (answer.kind === "skipped") return [{ event: "score", question, answer: "skipped" }];
    return [{ event: "score", question, answer: answer.right ? "right" : "wrong" }];
  });

/** The size of the document, and the height at which no part of it would scroll. */
const sizeEvent = (): EmbedEvent => {
  const { clientWidth, clientHeight } = document.documentElement;
  const scrolled = [...document.querySelectorAll("[data-scrolls]")].map(
    (element) => element.scrollHeight - element.clientHeight,
  );
  return {
    event: "size",
    width: clientWidth,
    height: clientHeight,
    wanted: clientHeight + Math.max(0, ...scrolled),
  };
};

/** Tells the page around the frame what happens. */
const tellAround = (event: EmbedEvent): void => window.parent.postMessage(messageOf(event), "*");

const obey = (store: ExplorerStore, command: EmbedCommand): void => {
  const { actions } = store.getState();
  switch (command.command) {
    case "hello":
      for (const event of [readyEvent(store.getState()), stepEvent(store.getState()), sizeEvent()])
        tellAround(event);
      return;
    case "seek":
      actions.seek({ done: command.done, t: command.t });
      return;
    case "step":
    case "stepBack":
    case "play":
    case "pause":
      actions[command.command]();
  }
};

/** What is told apart in "step": a call that runs sends one message, not one for every picture. */
const placeOf = ({ cursor, run }: ExplorerState): string =>
  `${cursor.done} ${cursor.t > 0} ${run.timeline.steps.length}`;

const connect = (store: ExplorerStore): (() => void) => {
  const onMessage = (event: MessageEvent): void => {
    if (event.source !== window.parent) return;
    const command = commandOf(event.data);
    if (command !== null) obey(store, command);
  };
  const unsubscribe = store.subscribe((now, before) => {
    if (placeOf(now) !== placeOf(before)) tellAround(stepEvent(now));
    if (now.progress !== before.progress) for (const event of scoreEvents(now, before)) tellAround(event);
  });
  const observer = new ResizeObserver(() => tellAround(sizeEvent()));
  observer.observe(document.documentElement);
  window.addEventListener("message", onMessage);
  tellAround(readyEvent(store.getState()));
  tellAround(stepEvent(store.getState()));
  return () => {
    unsubscribe();
    observer.disconnect();
    window.removeEventListener("message", onMessage);
  };
};

/** Talks with the page around the frame, as protocol.ts says; alone in its window, with nobody. */
export function useAround(): void {
  const store = useStoreApi();
  useEffect(() => (window.parent === window ? undefined : connect(store)), [store]);
}
