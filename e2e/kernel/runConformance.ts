import { release } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { profileForRelease } from "#engine/kernels.ts";
import { shrink, tryProgram, type Counterexample } from "./conformance.ts";
import { buildOracle, oracleObstacle } from "./oracle.ts";

/** The counterexample as a scenario that can be pasted into the explorer, and what differs behind it. */
function report(found: Counterexample): string {
  const differences = found.differences.map(
    ({ what, kernel, engine }) => `\n${what}\n  kernel ${kernel}\n  engine ${engine}`,
  );
  return [...found.lines, ...differences].join("\n");
}

/**
 * `npm run conformance -- [--seed N] [--calls N] [--length N]`: random programs on the engine and on the running
 * kernel, until they differ or `calls` were performed.
 * @param root folder of the project
 * @returns the exit status: 0 agreed or not possible here (it says why), 1 a difference was found
 */
export async function runConformance(root: string, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string", default: "1" },
      calls: { type: "string", default: "100000" },
      length: { type: "string", default: "60" },
    },
  });
  const obstacle = oracleObstacle();
  if (obstacle !== null) {
    console.log(`not compared with the running kernel: ${obstacle}`);
    return 0;
  }
  const { profile, exact } = profileForRelease(release());
  console.log(`Linux ${release()}, profile ${profile.id}${exact ? "" : " (the nearest older one)"}`);
  const built = buildOracle(join(root, "e2e/kernel/oracle"), join(root, "node_modules/.cache/oracle"));
  const [seed, calls, length] = [Number(values.seed), Number(values.calls), Number(values.length)];
  let performed = 0;
  for (let program = seed; performed < calls; program += 1) {
    const found = await tryProgram(built, profile, program, length);
    if (found !== null) {
      console.log(`seed ${program}, after ${performed} agreeing calls, engine and kernel differ:\n`);
      console.log(report(await shrink(built, profile, found)));
      return 1;
    }
    performed += length;
  }
  console.log(`${performed} calls agree in everything`);
  return 0;
}
