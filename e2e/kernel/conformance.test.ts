import { mkdtempSync, rmSync } from "node:fs";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { profileForRelease } from "#engine/kernels.ts";
import { shrink, tryProgram } from "./conformance.ts";
import { buildOracle, oracleObstacle } from "./oracle.ts";

/** A slice of `npm run conformance`: as many programs as fit into the time, from the same seed on every machine. */
const SEED = 1;
const LENGTH = 60;
const MOST = 40;
const BUDGET_MS = 10_000;

const { profile, exact } = profileForRelease(release());
const obstacle = oracleObstacle() ?? (exact ? null : `no profile for Linux ${release()}`);
if (obstacle !== null) console.log(`random programs are not compared with the running kernel: ${obstacle}`);

describe.skipIf(obstacle !== null)("random programs on this Linux", () => {
  it("do on the engine what they do on the kernel, after every call", { timeout: 120_000 }, async () => {
    const into = mkdtempSync(join(tmpdir(), "oracle-"));
    onTestFinished(() => rmSync(into, { recursive: true }));
    const built = buildOracle(join(import.meta.dirname, "oracle"), into);
    const end = Date.now() + BUDGET_MS;
    let seed = SEED;
    for (; seed < SEED + MOST && Date.now() < end; seed += 1) {
      // One after the other: they would take each other's frames.
      // oxlint-disable-next-line no-await-in-loop
      const found = await tryProgram(built, profile, seed, LENGTH);
      // oxlint-disable-next-line no-await-in-loop
      const shortest = found === null ? null : await shrink(built, profile, found);
      expect(shortest, `seed ${seed}`).toBeNull();
    }
    console.log(`${(seed - SEED) * LENGTH} random calls agree with Linux ${release()} in everything`);
  });
});
