import { release } from "node:os";
import { join } from "node:path";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { profileForRelease } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import { parseScenario } from "#lang/scenario.ts";
import { LIBRARY } from "#scenarios/library.ts";
import { buildOracle, Oracle, oracleObstacle } from "./oracle.ts";
import { evidenceOf, judge } from "./scenarioEvidence.ts";
import { readBundle, writeBundle, type NewRecording } from "./scenarioBundle.ts";
import { recordProgram, type Start } from "./scenarioRecord.ts";
import { recorderSettings } from "./scenarioRun.ts";
import { buildInitramfs, VirtualMachine } from "./virtualMachine.ts";

/** A kernel at hand. */
interface Host {
  readonly start: Start;
  /** Whether settings of the whole machine may be changed: nobody else lives there. */
  readonly own: boolean;
  readonly off: () => void;
}

/** A setting of the machine that can be changed for a moment without harm to others. */
const HARMLESS = /^thp=/;

function localHost(source: string, into: string): Host {
  const built = buildOracle(source, into);
  const plain = (header: string): string => header.replaceAll(built.subject, "/oracle");
  const start: Start = async (settings) => {
    const { oracle, header } = await Oracle.start(built, settings);
    return { oracle: named(oracle, plain), header: plain(header) };
  };
  return { start, own: false, off: () => undefined };
}

/** The subject's path is nobody's business. */
function named(oracle: Oracle, plain: (text: string) => string): Oracle {
  const run: Oracle["run"] = async (...call) =>
    JSON.parse(plain(JSON.stringify(await oracle.run(...call)))) as Awaited<ReturnType<Oracle["run"]>>;
  return Object.assign(Object.create(oracle) as Oracle, { run, stop: () => oracle.stop() });
}

async function virtualHost(image: string, initramfs: string, log: string): Promise<Host> {
  const machine = await VirtualMachine.boot(image, initramfs, log);
  const start: Start = (settings) => Oracle.on(machine.start(settings));
  return { start, own: true, off: () => machine.off() };
}

/** Records what can be recorded; says of the rest why not. */
async function recordAll(host: Host, only: string | undefined): Promise<readonly NewRecording[]> {
  const recordings: NewRecording[] = [];
  const recorded = new Date().toISOString().slice(0, 10);
  let [agree, total] = [0, 0];
  for (const { id, program: source } of LIBRARY) {
    if (only !== undefined && id !== only) continue;
    const { program } = parseScenario(source);
    const settings = recorderSettings(program);
    const refused =
      typeof settings === "string"
        ? settings
        : settings.find(({ text, ofMachine }) => ofMachine && !host.own && !HARMLESS.test(text))?.text;
    if (typeof settings === "string" || refused !== undefined) {
      console.log(`${id}: not recorded here: ${refused ?? ""} is of the whole machine`);
      continue;
    }
    const texts = settings.map(({ text }) => text);
    const { header, lines } = await recordProgram(host.start, texts, program, profileOf);
    const replayed = judge({ source, header, lines, release: releaseOf(header) });
    agree += replayed.agree;
    total += replayed.total;
    if (replayed.difference !== null)
      console.log(`${id}: engine and kernel differ: ${replayed.difference}\n`);
    recordings.push({ scenario: id, source, recorded, header, lines });
  }
  console.log(`${recordings.length} scenarios, ${agree} of ${total} calls agree`);
  return recordings;
}

const releaseOf = (header: string): string => (JSON.parse(header) as { readonly release: string }).release;
const profileOf = (header: string): KernelProfile => profileForRelease(releaseOf(header)).profile;

/** Writes what the page says of the recordings (app/scenarios/evidence.json). */
function writeEvidence(root: string): void {
  const folder = join(root, "e2e/kernel/scenario-recordings");
  const bundles = readdirSync(folder)
    .filter((name) => name.endsWith(".gz"))
    .toSorted()
    .map((name) => readBundle(readFileSync(join(folder, name))));
  const judged = bundles.flat().map((recording) => ({ recording, judgement: judge(recording) }));
  writeFileSync(join(root, "app/scenarios/evidence.json"), `${JSON.stringify(evidenceOf(judged))}\n`);
}

/**
 * `node e2e/tools/record-scenarios.mjs [--only ID] [--image VMLINUZ]… [--evidence]`: performs the built-in scenarios
 * on the running kernel, or on each kernel image in an emulated machine, and keeps what was seen.
 * @returns the exit status
 */
export async function recordScenarios(root: string, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
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
    const [one] = recordings;
    if (one === undefined || values.only !== undefined || values.dry) continue;
    const { id } = profileOf(one.header);
    const folder = join(root, "e2e/kernel/scenario-recordings");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${id}.jsonl.gz`), writeBundle(recordings));
  }
  writeEvidence(root);
  return 0;
}
