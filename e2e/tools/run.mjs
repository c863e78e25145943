/** Runs one program to its end, whatever happens to it. */
import { spawn } from "node:child_process";

/** On POSIX a child leads its own group, so that its whole family can be ended with it. */
const GROUPS = process.platform !== "win32";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** @param {import("node:child_process").ChildProcess} child */
function end(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(GROUPS ? -child.pid : child.pid, "SIGKILL");
  } catch {
    // already gone
  }
}

/** @type {["SIGINT" | "SIGTERM" | "SIGHUP", number][]} */
const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
];
for (const [signal, code] of SIGNALS) {
  process.on(signal, () => {
    running.forEach(end);
    process.exit(code);
  });
}

/**
 * @typedef {object} Options
 * @property {Record<string, string | undefined>} [env] added to the environment
 * @property {number} [minutes] after which the program and all it started are ended
 * @property {boolean} [quiet] keep the output instead of showing it
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<{ ok: boolean, why: string, output: string }>} `why` says how it failed
 */
export function run(command, args, { env = {}, minutes = 15, quiet = false } = {}) {
  return new Promise((resolve) => {
    const out = quiet ? "pipe" : "inherit";
    const child = spawn(command, args, {
      stdio: ["ignore", out, out],
      env: { ...process.env, ...env },
      detached: GROUPS,
      // Windows finds npm only through its shell.
      shell: !GROUPS && command === "npm",
    });
    running.add(child);
    let output = "";
    let late = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
    }
    const timer = setTimeout(() => {
      late = true;
      end(child);
    }, minutes * 60_000);
    /** @param {string} why */
    const settle = (why) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ ok: why === "", why, output });
    };
    child.on("error", (error) => settle(error.message));
    child.on("close", (code, signal) => {
      if (late) settle(`ended after ${minutes} minutes`);
      else settle(code === 0 ? "" : signal ? `ended by ${signal}` : `exit status ${code}`);
    });
  });
}

/** The last lines of a program's output that say something, for a message. @param {string} output */
export function lastLines(output, count = 3) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines
    .slice(-count)
    .map((line) => `    ${line.trim()}`)
    .join("\n");
}
