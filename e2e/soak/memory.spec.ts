/** The same scenario looping for ten minutes: what the page holds must not grow. Only in the soak. */
import type { CDPSession } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { share } from "./scale.ts";

/** Minutes from the start at which the heap is measured. */
const EARLY = 1;
const LATE = 10 * Math.min(1, share);
/** What may be held at the end, of what was held early. */
const GROWTH = 1.1;

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly (readonly string[] | string)[];
    };
  };
  readonly nodes: readonly number[];
}

interface Held {
  /** Bytes of the whole heap. */
  readonly all: number;
  /** Without what the browser compiles from the page's code, which grows while it finds out what is worth it. */
  readonly own: number;
}

/** Bytes in a snapshot that are not compiled code. */
const ownBytes = ({ snapshot, nodes }: Snapshot): number => {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  const code = types[type]?.indexOf("code") ?? -1;
  let own = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + type] !== code) own += nodes[at + size] ?? 0;
  }
  return own;
};

/** What is left after a collection; twice, for what the first finalizes the second frees. */
const heap = async (session: CDPSession): Promise<Held> => {
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const parts: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => {
    parts.push(chunk);
  };
  session.on("HeapProfiler.addHeapSnapshotChunk", take);
  await session.send("HeapProfiler.takeHeapSnapshot");
  session.off("HeapProfiler.addHeapSnapshotChunk", take);
  return { all: usedSize, own: ownBytes(JSON.parse(parts.join("")) as Snapshot) };
};

test(
  "after ten minutes of looping the heap is at most 1.1 times that after one",
  { tag: "@chromium" },
  async ({ page }) => {
    test.skip(share === 0, "takes minutes: npm run soak");
    const early = Math.min(EARLY, LATE / 2);
    test.setTimeout((LATE + 3) * 60_000);
    await page.goto("./");
    await expect(page.getByRole("combobox", { name: "Scenario" })).toBeVisible();
    const playback = page.getByRole("region", { name: "Playback" });
    const session = await page.context().newCDPSession(page);
    const begin = Date.now();
    const minutes = (): number => (Date.now() - begin) / 60_000;
    let loops = 0;
    const loop = async (): Promise<void> => {
      // To the start, and played until it stands: at its question or its end.
      await page.keyboard.press("Home");
      await playback.getByRole("button", { name: "Play", exact: true }).first().click();
      await expect(playback.getByRole("button", { name: "Pause", exact: true }).first()).toBeVisible();
      await expect(playback.getByRole("button", { name: "Play", exact: true }).first()).toBeVisible({
        timeout: 60_000,
      });
      loops += 1;
    };
    const loopUntil = async (end: number): Promise<Held> => {
      // oxlint-disable-next-line no-await-in-loop
      while (minutes() < end) await loop();
      return heap(session);
    };
    const before = await loopUntil(early);
    const after = await loopUntil(LATE);
    const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;
    const words = ({ all, own }: Held): string =>
      `${mebibytes(all)} (${mebibytes(own)} without compiled code)`;
    console.log(
      `heap: ${words(before)} after ${early} min, ${words(after)} after ${LATE} min, ${loops} loops`,
    );
    expect(after.own / before.own).toBeLessThanOrEqual(GROWTH);
  },
);
