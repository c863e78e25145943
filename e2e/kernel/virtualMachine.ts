import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { archive } from "./initramfs.ts";
import { buildOracle, nextOf, type Channel } from "./oracle.ts";

/** MiB of memory: a scenario that counts promises of memory says that it wants so much. */
const MEMORY = "2048";
const MACHINE =
  `-accel tcg -cpu qemu64 -smp 1 -m ${MEMORY} -display none -monitor none -no-reboot -nic none`.split(" ");
const BOOT_MS = 600_000;
const RETRY_MS = 5000;
/** More than the recorder's own patience (workers.c): within it, it answers or ends. */
const ANSWER_MS = 120_000;
const ENDED = "ended";

/** In hexadecimal, as recorder.c adds it up. */
const sumOf = (line: string): string =>
  new TextEncoder()
    .encode(line)
    .reduce((sum, byte) => sum + byte, 0)
    .toString(16);

/** An initramfs with the recorder, its subject, and a first process that runs them (oracle/init.c). */
export function buildInitramfs(source: string, into: string): string {
  mkdirSync(into, { recursive: true });
  const { recorder, subject } = buildOracle(source, into, ["-static"]);
  const init = join(into, "init");
  execFileSync("cc", ["-O1", "-Wall", "-Wextra", "-Werror", "-static", "-o", init, join(source, "init.c")]);
  const path = join(into, "initramfs.cpio");
  const files = { init, recorder, oracle: subject };
  const entries = Object.entries(files).map(([name, file]) => ({ name, content: readFileSync(file) }));
  writeFileSync(path, archive(entries));
  return path;
}

/** An emulated machine that runs another kernel; the recorder talks over its second serial line. */
export class VirtualMachine {
  readonly #lines: AsyncIterator<string>;
  readonly #write: (text: string) => void;
  readonly #kill: () => void;
  readonly #log: string;

  private constructor(kernel: string, initramfs: string, log: string) {
    const child = spawn("qemu-system-x86_64", [
      ...MACHINE,
      "-kernel",
      kernel,
      "-initrd",
      initramfs,
      "-append",
      "console=ttyS0 quiet rdinit=/init panic=-1",
      // The second serial line is the recorder's.
      "-serial",
      `file:${log}`,
      "-serial",
      "stdio",
    ]);
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#write = (text) => child.stdin.write(text);
    this.#kill = () => child.kill();
    this.#log = log;
  }

  /** Boots a kernel image. Throws if its first process does not say in time that it runs. */
  static async boot(kernel: string, initramfs: string, log: string): Promise<VirtualMachine> {
    const machine = new VirtualMachine(kernel, initramfs, log);
    const timer = setTimeout(() => machine.#kill(), BOOT_MS);
    for (;;) {
      const line = await machine.#lines.next();
      if (line.done === true) throw new Error(`the machine has ended; see ${log}`);
      if (line.value.includes("ready")) break;
    }
    clearTimeout(timer);
    return machine;
  }

  /** Starts the recorder with these settings; the one before must have ended. */
  start(settings: readonly string[]): Channel {
    let ended = false;
    const ask = async (text: string): Promise<string> => {
      const answer = await this.#ask(text);
      ended = answer === ENDED;
      if (ended) throw new Error(`the recorder has ended: ${this.#lastWords()}`);
      return answer;
    };
    return {
      header: ask(`- ${settings.join(" ")} .`),
      ask: (line) => ask(`${line}#${sumOf(line)}`),
      end: async () => {
        if (!ended) await this.#ask("end");
      },
    };
  }

  /**
   * An emulated serial line may lose bytes; what came mutilated is answered by "?" and said again. Without an answer
   * in time the machine is switched off.
   */
  async #ask(line: string): Promise<string> {
    // Should the end of the line be what was lost, this ends it.
    const retry = setInterval(() => this.#write("\n"), RETRY_MS);
    const limit = setTimeout(this.#kill, ANSWER_MS);
    try {
      for (;;) {
        this.#write(`${line}\n`);
        const answer = await nextOf(this.#lines);
        if (answer !== "?") return answer;
      }
    } finally {
      clearInterval(retry);
      clearTimeout(limit);
    }
  }

  /** What the recorder, or the kernel, said last on the console. */
  #lastWords(): string {
    return readFileSync(this.#log, "utf8").trimEnd().split("\n").at(-1) ?? "";
  }

  off(): void {
    this.#write("off\n");
    setTimeout(this.#kill, 2000).unref();
  }
}
