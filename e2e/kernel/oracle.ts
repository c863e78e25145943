import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { Call } from "#engine/calls.ts";
import { encodeCall } from "./encode.ts";

/** What the recorder prints for one call. */
export interface Observation {
  /** As the kernel returned it: a negative errno on failure. */
  readonly result: number;
  readonly signal?: number;
  readonly code?: number;
  readonly addr?: string;
  /** The structure argument afterwards, word by word. */
  readonly words: readonly string[];
  readonly events: readonly unknown[];
  readonly vmas: readonly { readonly [key: string]: unknown }[];
  readonly pages: readonly { readonly [key: string]: unknown }[];
  readonly mm: { readonly [counter: string]: number };
}

const SOURCES = ["recorder.c", "state.c", "frames.c", "monitor.c"];
const WARNINGS = ["-O1", "-Wall", "-Wextra", "-Werror"];
const BARE = ["-static", "-nostdlib", "-ffreestanding", "-fno-stack-protector"];

/** Builds recorder and subject with cc below `into`. Throws with the compiler's words if it cannot. */
export function buildOracle(
  source: string,
  into: string,
): { readonly recorder: string; readonly subject: string } {
  mkdirSync(into, { recursive: true });
  const recorder = join(into, "recorder");
  const subject = join(into, "subject");
  execFileSync("cc", [...WARNINGS, "-o", recorder, ...SOURCES.map((file) => join(source, file))]);
  execFileSync("cc", [...WARNINGS, ...BARE, "-o", subject, join(source, "subject.c")]);
  return { recorder, subject };
}

/** Why the oracle cannot work here; null if it can. */
export function oracleObstacle(): string | null {
  if (process.platform !== "linux") return `needs Linux, this is ${process.platform}`;
  if (process.arch !== "x64") return `needs x86-64, this is ${process.arch}`;
  if (process.getuid?.() !== 0)
    return "needs root: frame numbers in /proc/PID/pagemap are hidden from others";
  if (!existsSync("/proc/kpageflags")) return "needs /proc/kpageflags";
  try {
    execFileSync("cc", ["--version"], { stdio: "ignore" });
  } catch {
    return "needs a C compiler: install the package gcc";
  }
  return null;
}

/** One subject, which performs calls on the running kernel one after the other. */
export class Oracle {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Starts a subject; gives it with the header of its recording. */
  static async start(built: {
    readonly recorder: string;
    readonly subject: string;
  }): Promise<{ readonly oracle: Oracle; readonly header: string }> {
    const oracle = new Oracle(spawn(built.recorder, [built.subject]));
    return { oracle, header: await oracle.#line() };
  }

  async #line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done === true) throw new Error("the recorder has ended");
    return next.value;
  }

  /** Performs one call. Throws if the oracle does not know it. */
  async run(call: Call): Promise<Observation> {
    const line = encodeCall(call);
    if (line === null) throw new Error(`the oracle does not know ${call.name}`);
    this.#child.stdin.write(`${line}\n`);
    return JSON.parse(await this.#line()) as Observation;
  }

  stop(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }
}
