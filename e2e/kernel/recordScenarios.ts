import { release } from "node:os";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Program } from "#lang/program.ts";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { buildOracle, Oracle, oracleObstacle } from "./oracle.ts";
import { evidenceOf, judge } from "./scenarioEvidence.ts";
import { readBundle, writeBundle, type NewRecording } from "./scenarioBundle.ts";
import { recordProgram, type Start } from "./scenarioRecord.ts";
import { recorderSettings } from "./scenarioRun.ts";
import { profileOf } from "./upstream.ts";
import { buildInitramfs, VirtualMachine } from "./virtualMachine.ts";

/** A kernel at hand. */
interface Host {
  readonly start: Start;
  /** Whether settings of the whole machine may be changed: nobody else lives there. */
  readonly own: boolean;
  /** After a recorder that has died or fallen silent: makes the kernel ready for the next. */
  readonly again: () => Promise<void>;
  readonly off: () => void;
}

/** One file a kernel. */
const RECORDINGS = "e2e/kernel/scenario-recordings";

/** A setting of the machine that can be changed for a moment without harm to others. */
const HARMLESS = /^thp=/;

function localHost(source: string, into: string): Host {
  const built = buildOracle(source, into);
  const plain = (header: string): string => header.replaceAll(built.subject, "/oracle");
  const start: Start = async (settings) => {
    const { oracle, header } = await Oracle.start(built, settings);
    return { oracle: named(oracle, plain), header: plain(header) };
  };
  return { start, own: false, again: () => Promise.resolve(), off: () => undefined };
}

/** The subject's path is nobody's business. */
function named(oracle: Oracle, plain: (text: string) => string): Oracle {
  const run: Oracle["run"] = async (...call) =>
    JSON.parse(plain(JSON.stringify(await oracle.run(...call)))) as Awaited<ReturnType<Oracle["run"]>>;
  return Object.assign(Object.create(oracle) as Oracle, { run, stop: () => oracle.stop() });
}

async function virtualHost(image: string, initramfs: string, log: string): Promise<Host> {
  let machine = await VirtualMachine.boot(image, initramfs, log);
  const start: Start = (settings) => Oracle.on(machine.start(settings));
  const again = async (): Promise<void> => {
    machine.off();
    machine = await VirtualMachine.boot(image, initramfs, log);
  };
  return { start, own: true, again, off: () => machine.off() };
}

/** The settings that a program asks for, or why they cannot be made here. */
function settingsOn(host: Host, program: Program): readonly string[] | string {
  const settings = recorderSettings(program);
  if (typeof settings === "string") return settings;
  const refused = settings.find(({ text, ofMachine }) => ofMachine && !host.own && !HARMLESS.test(text));
  if (refused !== undefined) return `${refused.text} is of the whole machine`;
  return settings.map(({ text }) => text);
}

/** Records what can be recorded; says of the rest why not, and of each in what engine and kernel differ. */
async function recordAll(host: Host, only: readonly string[]): Promise<readonly NewRecording[]> {
  const recordings: NewRecording[] = [];
  const recorded = new Date().toISOString().slice(0, 10);
  let [agree, total] = [0, 0];
  for (const { id, program: source } of LIBRARY) {
    if (only.length > 0 && !only.includes(id)) continue;
    const { program } = parseScenario(source);
    const settings = settingsOn(host, program);
    if (typeof settings === "string") {
      console.log(`${id}: not recorded here: ${settings}`);
      continue;
    }
    try {
      const { header, lines } = await recordProgram(host.start, settings, program, profileOf);
      const replayed = judge({ source, header, lines });
      agree += replayed.agree;
      total += replayed.total;
      if (replayed.difference !== null)
        console.log(`${id}: engine and kernel differ: ${replayed.difference}\n`);
      recordings.push({ scenario: id, source, recorded, header, lines });
    } catch (error) {
      console.log(`${id}: could not be recorded: ${error instanceof Error ? error.message : String(error)}`);
      await host.again();
    }
  }
  console.log(`${recordings.length} scenarios, ${agree} of ${total} calls agree`);
  return recordings;
}

/** Keeps what was recorded; recordings of other scenarios on that kernel stay as they were. */
function keep(folder: string, recordings: readonly NewRecording[]): void {
  const [one] = recordings;
  if (one === undefined) return;
  const path = join(folder, `${profileOf(one.header).id}.jsonl.gz`);
  const before = existsSync(path) ? readBundle(readFileSync(path)) : [];
  const all = new Map<string, NewRecording>(
    [...before, ...recordings].map((recording) => [recording.scenario, recording]),
  );
  const kept = LIBRARY.flatMap(({ id }) => all.get(id) ?? []);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, writeBundle(kept));
}

/** Writes what the page says of the recordings (app/scenarios/evidence.json). */
function writeEvidence(root: string): void {
  const folder = join(root, RECORDINGS);
  const bundles = readdirSync(folder)
    .filter((name) => name.endsWith(".gz"))
    .toSorted()
    .map((name) => readBundle(readFileSync(join(folder, name))));
  const judged = bundles.flat().map((recording) => ({ recording, judgement: judge(recording) }));
  const path = join(root, "app/scenarios/evidence.json");
  writeFileSync(path, `${JSON.stringify(evidenceOf(judged))}\n`);
  execFileSync(join(root, "node_modules/.bin/oxfmt"), [path]);
}

/**
 * `node e2e/tools/record-scenarios.mjs [--only ID]… [--image VMLINUZ]… [--dry] [--evidence]`: performs the built-in
 * scenarios on the running kernel, or on each kernel image in an emulated machine, and keeps what was seen; with
 * `--dry` it only compares.
 * @returns the exit status
 */
export async function recordScenarios(root: string, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", multiple: true, default: [] },
      image: { type: "string", multiple: true, default: [] },
      evidence: { type: "boolean", default: false },
      dry: { type: "boolean", default: false },
    },
  });
  if (values.evidence) {
    writeEvidence(root);
    return 0;
  }
  const obstacle = oracleObstacle();
  if (obstacle !== null) {
    console.log(`nothing is recorded: ${obstacle}`);
    return 1;
  }
  const source = join(root, "e2e/kernel/oracle");
  const cache = join(root, `node_modules/.cache/scenario-oracle-${process.pid}`);
  mkdirSync(cache, { recursive: true });
  const images: readonly (string | null)[] = values.image.length === 0 ? [null] : values.image;
  for (const image of images) {
    console.log(image ?? `the running kernel, ${release()}`);
    const host =
      image === null
        ? localHost(source, cache)
        : await virtualHost(image, buildInitramfs(source, join(cache, "vm")), join(cache, "console.log"));
    const recordings = await recordAll(host, values.only);
    host.off();
    if (!values.dry) keep(join(root, RECORDINGS), recordings);
  }
  if (!values.dry) writeEvidence(root);
  return 0;
}
