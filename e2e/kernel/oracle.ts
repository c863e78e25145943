import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { Call } from "#engine/calls.ts";
import { encodeCall } from "./encode.ts";

/** How a call came back: a negative errno on failure, or a signal. */
export interface Returned {
  readonly result: number;
  readonly signal?: number;
  readonly code?: number;
  readonly addr?: string;
}

/** What `/proc` shows of a process. */
export interface ObservedState {
  readonly vmas: readonly { readonly [key: string]: unknown }[];
  readonly pages: readonly { readonly [key: string]: unknown }[];
  readonly mm: { readonly [counter: string]: number };
}

/** What the recorder prints for one call. */
export interface Observation extends Returned, ObservedState {
  /** The call has not returned: its thread sleeps in userfaultfd. There is no `result` then. */
  readonly asleep?: true;
  /** The structure argument afterwards, word by word. */
  readonly words: readonly string[];
  readonly events: readonly unknown[];
  /** Calls of other workers that slept and have come back. */
  readonly resumed?: readonly (Returned & { readonly worker: number })[];
  readonly children?: readonly ObservedState[];
}

const SOURCES = [
  "recorder.c",
  "workers.c",
  "batches.c",
  "header.c",
  "settings.c",
  "text.c",
  "state.c",
  "frames.c",
  "monitor.c",
];
const WARNINGS = ["-O1", "-Wall", "-Wextra", "-Werror"];
/** Three mappings, like the small program that the explorer starts with. */
const THREE_MAPPINGS = "-Wl,-z,noseparate-code -Wl,--build-id=none";
const BARE = `-static -nostdlib -ffreestanding -fno-stack-protector -no-pie ${THREE_MAPPINGS}`.split(" ");

/** What was built, by path. */
export interface Built {
  readonly recorder: string;
  readonly subject: string;
}

/**
 * Builds recorder and subject with cc below `into`. Throws with the compiler's words if it cannot.
 * @param linking how the recorder is linked: `-static` makes one that runs without anything else
 */
export function buildOracle(source: string, into: string, linking: readonly string[] = []): Built {
  mkdirSync(into, { recursive: true });
  const recorder = join(into, "recorder");
  const subject = join(into, "subject");
  const files = SOURCES.map((file) => join(source, file));
  execFileSync("cc", [...WARNINGS, ...linking, "-o", recorder, ...files]);
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

/** The recorder's standard input and output, wherever it runs. */
export interface Channel {
  /** The header's line. */
  readonly header: Promise<string>;
  /** Says a line and gives the answer to it. */
  ask(line: string): Promise<string>;
  /** Ends the recorder. */
  end(): Promise<void>;
}

/** The next of the recorder's lines. Throws if it has ended. */
export async function nextOf(lines: AsyncIterator<string>): Promise<string> {
  const next = await lines.next();
  if (next.done === true) throw new Error("the recorder has ended");
  return next.value;
}

function localChannel(built: Built, settings: readonly string[]): Channel {
  const child = spawn(built.recorder, [built.subject, ...settings], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    header: nextOf(lines),
    ask: (line) => {
      child.stdin.write(`${line}\n`);
      return nextOf(lines);
    },
    end: async () => {
      child.stdin.end("end\n");
    },
  };
}

/** An observation as the recorder prints it. */
interface Told extends Omit<Observation, keyof ObservedState | "children"> {
  readonly state: Partial<ObservedState>;
  readonly children?: readonly Partial<ObservedState>[];
}

/** One subject, which performs calls on a kernel one after the other. */
export class Oracle {
  readonly #channel: Channel;
  /** The recorder leaves out what is as it was: of the subject, and of its children. */
  #state: ObservedState = { vmas: [], pages: [], mm: {} };
  #children: readonly ObservedState[] = [];

  private constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** Takes a recorder that has just been started; gives it with the header of its recording. */
  static async on(channel: Channel): Promise<{ readonly oracle: Oracle; readonly header: string }> {
    const oracle = new Oracle(channel);
    const { state, ...header } = JSON.parse(await channel.header) as { readonly state: ObservedState };
    oracle.#state = state;
    return { oracle, header: JSON.stringify({ ...header, ...state }) };
  }

  /** Starts a subject on the running kernel. Settings as recorder.c has them. */
  static start(
    built: Built,
    settings: readonly string[] = [],
  ): Promise<{ readonly oracle: Oracle; readonly header: string }> {
    return Oracle.on(localChannel(built, settings));
  }

  /** Performs one call (`worker`, `child`: encode.ts). Throws if the oracle does not know it. */
  async run(call: Call, worker = 0, child = 0): Promise<Observation> {
    const line = encodeCall(call, worker, child);
    if (line === null) throw new Error(`the oracle does not know ${call.name}`);
    const told = JSON.parse(await this.#channel.ask(line)) as Told;
    this.#state = { ...this.#state, ...told.state };
    const before = this.#children;
    this.#children = (told.children ?? []).map((child, index) => ({
      ...(before[index] ?? this.#state),
      ...child,
    }));
    return { ...told, ...this.#state, children: this.#children };
  }

  stop(): Promise<void> {
    return this.#channel.end();
  }
}
