/**
 * Runs the engine without a browser over recordings, strace logs and scenarios, and prints its own account in the
 * format mm-trace/1 (see e2e/kernel/recordings/README.md):
 *
 *   npm run -s replay -- FILE… [--kernel VERSION] [--maps INITIAL_MAPS] [--out DIR]
 *
 * Results that stand in a recording are ignored. In a log, a result that depends on what the log cannot tell is taken
 * over and marked (`takenOver`); where the engine has all facts and differs, the log's result stands in `logged`.
 * Calls that may change memory and are not modelled are listed on standard error; exit status 1 if there was one, 2 if
 * an input could not be read.
 */
import { existsSync, mkdirSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { accountOfInput } from "./replay/account.mjs";
import { loadModule } from "./replay/load.mjs";
import { filesBelow, isRecording, readText, stem } from "./replay/recordings.mjs";

const USAGE = "usage: npm run -s replay -- FILE… [--kernel VERSION] [--maps INITIAL_MAPS] [--out DIR]";
const VALUED = ["--kernel", "--maps", "--out"];

/** @param {string} message @returns {never} */
function unreadable(message) {
  console.error(`replay: ${message}`);
  process.exit(2);
}

/** @param {string[]} args */
function parseArguments(args) {
  /** @type {string[]} */
  const inputs = [];
  /** @type {Map<string, string>} */
  const values = new Map();
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    if (!arg.startsWith("--")) inputs.push(arg);
    else {
      const value = args[index + 1];
      if (!VALUED.includes(arg) || value === undefined) unreadable(`what is ${arg}?\n${USAGE}`);
      values.set(arg, value);
      index += 1;
    }
  }
  if (inputs.length === 0) unreadable(`no file is named\n${USAGE}`);
  return { inputs, kernel: values.get("--kernel"), maps: values.get("--maps"), out: values.get("--out") };
}

/** Files of a folder that can be replayed. @param {string} name */
const isInput = (name) => isRecording(name) || /\.(strace|mm|log)(\.gz)?$/.test(name);

/** @param {string} path @returns {string} */
function read(path) {
  if (!existsSync(path)) unreadable(`there is no file ${path}`);
  try {
    return readText(path);
  } catch (error) {
    return unreadable(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const { inputs, kernel: kernelName, maps: mapsPath, out } = parseArguments(process.argv.slice(2));
const engine = /** @type {import("./replay/account.mjs").Entry} */ (
  await loadModule("e2e/tools/replay/entry.ts")
);

const kernel = kernelName === undefined ? null : engine.kernelNamed(kernelName);
if (kernelName !== undefined && kernel === null) unreadable(`“${kernelName}” is no kernel version`);
const parsedMaps = mapsPath === undefined ? null : engine.parseMaps(read(mapsPath));
if (parsedMaps !== null && !parsedMaps.ok) unreadable(`${mapsPath}: ${parsedMaps.error}`);
const maps = parsedMaps?.ok ? parsedMaps.value : null;

let unreadableInputs = 0;
let unmodelled = 0;

/** Prints the account of one input, or writes it to a file. @param {string} path @param {string | null} target */
function replay(path, target) {
  const account = accountOfInput(engine, read(path), { name: stem(path), kernel, maps });
  if (!account.ok) {
    unreadableInputs += 1;
    console.error(`${path}: ${account.error}`);
    return;
  }
  let text = "";
  for (const { text: line, notModelled } of account.lines) {
    text += `${line}\n`;
    if (notModelled === null) continue;
    unmodelled += 1;
    console.error(`${path}, ${notModelled}`);
  }
  if (target === null) print(text);
  else {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** Writes all of it before it returns, also into a pipe that is full. @param {string} text */
function print(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}

for (const input of inputs) {
  if (!existsSync(input)) unreadable(`there is no file ${input}`);
  const folder = statSync(input).isDirectory();
  for (const path of filesBelow(input, isInput)) {
    const below = folder ? dirname(relative(input, path)) : "";
    replay(path, out === undefined ? null : join(out, below, `${stem(path)}.jsonl`));
  }
}
if (unmodelled > 0) console.error(`replay: ${unmodelled} calls are not modelled`);
process.exitCode = unreadableInputs > 0 ? 2 : unmodelled > 0 ? 1 : 0;
