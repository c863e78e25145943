import { headingsById, withHeading } from "./catalogue.ts";
import type { Scenario, ScenarioBody } from "./scenario.ts";

/** Chapter number → what fetches it: a file of its own, loaded when one of its scenarios is opened. */
const CHAPTER_FILES: ReadonlyMap<number, () => Promise<readonly ScenarioBody[]>> = new Map([
  [1, async () => (await import("./chapter01.ts")).CHAPTER_01],
  [2, async () => (await import("./chapter02.ts")).CHAPTER_02],
  [3, async () => (await import("./chapter03.ts")).CHAPTER_03],
  [4, async () => (await import("./chapter04.ts")).CHAPTER_04],
  [5, async () => (await import("./chapter05.ts")).CHAPTER_05],
  [6, async () => (await import("./chapter06.ts")).CHAPTER_06],
  [7, async () => (await import("./chapter07.ts")).CHAPTER_07],
  [8, async () => (await import("./chapter08.ts")).CHAPTER_08],
  [9, async () => (await import("./chapter09.ts")).CHAPTER_09],
  [10, async () => (await import("./chapter10.ts")).CHAPTER_10],
]);

/** Fetches a scenario; undefined when the library has none of that id. Rejects when its file does not come. */
export const fetchScenario = async (id: string): Promise<Scenario | undefined> => {
  const heading = headingsById.get(id);
  const bodies = await CHAPTER_FILES.get(heading?.chapter ?? 0)?.();
  const body = bodies?.find((each) => each.id === id);
  return body && withHeading(body);
};
