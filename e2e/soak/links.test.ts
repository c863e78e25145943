import { gzipSync, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeLink, encodeLink } from "#link/codec.ts";
import { READABLE_MAX } from "#link/state.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { damaged } from "./damage.ts";
import { SEED, runs } from "./scale.ts";

const RUNS = runs(500, 1_000_000);

const links = await Promise.all(
  LIBRARY.map(({ program, title, id }) =>
    encodeLink({ text: program, title, scenario: id, kernel: "6.18", cursor: { done: 3, t: 0.5 } }),
  ),
);
/** Little that unfolds to much, and bytes that are no deflate stream. */
const bombs = [deflateRawSync(Buffer.alloc(50_000_000)), gzipSync("x"), Buffer.from([1, 2, 3])].map(
  (bytes) => `1z.${bytes.toString("base64url")}`,
);

const marked = Object.keys(Object.prototype).length;

test("a damaged link is read without an exception, and what comes out is plain", async () => {
  await fc.assert(
    fc.asyncProperty(damaged([...links, ...bombs]), async (fragment) => {
      const decoded = await decodeLink(fragment);
      expect(Object.keys(Object.prototype)).toHaveLength(marked);
      if (decoded.kind !== "state") return;
      const { text, title, cursor } = decoded.state;
      expect(text.length).toBeLessThanOrEqual(READABLE_MAX * 4);
      // Characters that reorder what stands around them are gone.
      expect(title).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
      expect(cursor.done).toBeGreaterThanOrEqual(0);
      const again = await decodeLink(await encodeLink(decoded.state));
      expect(again.kind === "state" ? again.state.text : "").toBe(text);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
