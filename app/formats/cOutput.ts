import { err, ok } from "#base/result.ts";
import type { Result } from "#base/result.ts";
import { errnoOf } from "#engine/errno.ts";
import { KERNELS } from "#engine/kernels.ts";
import type { Machine } from "#engine/machine.ts";
import { pageRuns } from "#engine/pagesView.ts";
import { permsOf } from "#engine/vmFlags.ts";
import { vpnOf } from "#engine/addr.ts";
import { printCall, printResult } from "#lang/printCall.ts";
import { parseScenario } from "#lang/scenario.ts";
import { runProgram } from "#timeline/runProgram.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { mmOfTask } from "./cProgramPlaces.ts";

/** What the C program printed. */
export type COutput =
  | { readonly kind: "pass" }
  /** It could not be run there. */
  | { readonly kind: "skip"; readonly why: string }
  | {
      readonly kind: "different";
      /** 1-based. */
      readonly call: number;
      /** Thread and call, as the program names them. */
      readonly text: string;
      /** "result", "mapping in /proc/self/maps", "page in /proc/self/pagemap". */
      readonly what: string;
      readonly expected: string;
      readonly got: string;
    };

const DIFFERENT = /^DIFFERENT in call (\d+): (.*)\n\s*(.+)\n\s*expected: *(.*)\n\s*got: *(.*)$/m;

/** Reads what the program of cProgram.ts printed, also with a prompt or other lines around it. */
export function parseCOutput(text: string): Result<COutput, string> {
  const plain = text.replaceAll("\r", "");
  const found = DIFFERENT.exec(plain);
  if (found !== null) {
    const [, call = "", named = "", what = "", expected = "", got = ""] = found.map((part) => part.trimEnd());
    return ok({ kind: "different", call: Number(call), text: named, what, expected, got });
  }
  if (/^PASS\s*$/m.test(plain)) return ok({ kind: "pass" });
  const why = /^SKIP (.+)$/m.exec(plain)?.[1];
  if (why !== undefined) return ok({ kind: "skip", why: why.trimEnd() });
  return err(
    "The program ends with PASS, with SKIP and a reason, or with four lines that begin DIFFERENT in call.",
  );
}

/** The difference, held against the run that the page shows. */
export interface CDifference {
  readonly step: Step;
  /** What the page shows for the call. */
  readonly shown: string;
  /** Why the engine decides so; null where it succeeds. */
  readonly why: string | null;
  readonly where: string | null;
  /** Labels of the kernels on which the model does what that machine did. */
  readonly kernels: readonly string[];
}

/**
 * Finds the call in the run, and the kernels that would give what the machine gave. `source`: the text of the
 * program that the run is of. An error says why the output does not belong to the run.
 */
export function explainCOutput(
  output: Extract<COutput, { kind: "different" }>,
  timeline: Timeline,
  source: string,
): Result<CDifference, string> {
  const step = timeline.steps[output.call - 1];
  const name = step === undefined ? "" : `${step.thread}: ${printCall(step.call)}`;
  if (step === undefined || (output.text !== "" && output.text !== name)) {
    return err(
      `Call ${output.call} there is “${output.text}”; the program in the workbench has ${name === "" ? "no such call" : `“${name}”`}. Open the program that the C file was made from, then paste again.`,
    );
  }
  const { result } = step;
  const kernels = KERNELS.filter(({ id }) => {
    const other = runProgram(parseScenario(source).program, { kernel: id, watch: false }).steps[
      output.call - 1
    ];
    return other !== undefined && gives(other, output);
  });
  return ok({
    step,
    shown: printResult(step.call.name, result),
    why: "why" in result ? result.why : null,
    where: "where" in result ? result.where : null,
    kernels: kernels.map(({ label }) => label),
  });
}

/** Whether the model's step ends as that machine's call did, as far as addresses of another process can tell. */
function gives(step: Step, { what, got }: Extract<COutput, { kind: "different" }>): boolean {
  if (what.startsWith("mapping")) return hasMapping(step.after, got);
  if (what.startsWith("page")) return hasPage(step.after, got);
  const { result } = step;
  const errno = /^-1, errno (\d+)/.exec(got)?.[1];
  if (errno !== undefined) return result.kind === "failed" && errnoOf(result.errno)?.number === Number(errno);
  const signal = /^(SIG\w+)/.exec(got)?.[1];
  if (signal !== undefined) return result.kind === "signal" && result.info.signal === signal;
  // Places that the kernel chose are others in every process: only that it succeeds can be compared.
  return result.kind === "ok" && (choosesPlace(step) || Number(result.value) === Number(got));
}

const choosesPlace = ({ call }: Step): boolean =>
  call.name === "mmap" || call.name === "mremap" || call.name === "brk";

function hasMapping(machine: Machine, got: string): boolean {
  const mm = mmOfTask(machine);
  const found = /^0x([0-9a-f]+)-0x([0-9a-f]+) (\S{4})/.exec(got);
  if (mm === null || found === null) return false;
  const [, from = "", to = "", perms = ""] = found;
  const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  const at = mm.vmas.at(start);
  return at !== null && permsOf(at.value.flags) === perms && at.end === end;
}

function hasPage(machine: Machine, got: string): boolean {
  const mm = mmOfTask(machine);
  const addr = /0x([0-9a-f]+)/.exec(got)?.[1];
  if (mm === null || addr === undefined) return false;
  const vpn = vpnOf(Number.parseInt(addr, 16));
  const run = [...pageRuns(machine, mm, vpn, vpn + 1)].find(({ state }) => state !== "marker");
  const value = /0x[0-9a-f]+\D+0x([0-9a-f]+)/.exec(got)?.[1];
  if (value === undefined) return run === undefined;
  return run !== undefined && (run.value ?? 0n) === BigInt(`0x${value}`);
}
