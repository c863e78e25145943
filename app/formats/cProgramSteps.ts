import { addrOf, vpnOf } from "#engine/addr.ts";
import type { AddrRange } from "#engine/addr.ts";
import type { Mm } from "#engine/machine.ts";
import { signatureOf } from "#engine/signatures.ts";
import { printCall, printResult } from "#lang/printCall.ts";
import type { Step, Timeline } from "#timeline/timeline.ts";
import { cAddress, cCall, cHex, cString } from "./cProgramCall.ts";
import type { CNames } from "./cProgramCall.ts";
import {
  chosenLength,
  isChosen,
  joined,
  mmOfTask,
  placeOf,
  touchedRanges,
  without,
} from "./cProgramPlaces.ts";
import type { Place } from "./cProgramPlaces.ts";
import { pageRows, vmaRows } from "./cProgramTables.ts";

/** The parts of the C file that follow from the run. */
export interface CSteps {
  readonly constants: ReadonlyMap<string, bigint>;
  readonly variables: readonly string[];
  readonly threads: readonly string[];
  /** Ranges that must be free, as the program names them by number. */
  readonly fixed: readonly AddrRange[];
  /** Functions and tables, one a call. */
  readonly functions: readonly string[];
  /** Lines of the function that performs the run. */
  readonly lines: readonly string[];
}

const identifier = (name: string): string => name.replace(/\W/g, "_");
export const threadVariable = (name: string): string => `thread_${identifier(name)}`;

/** Writes the steps of one run. */
class StepWriter {
  private readonly timeline: Timeline;
  private readonly touched: readonly AddrRange[];
  private readonly constants = new Map<string, bigint>();
  private readonly fds = new Map<bigint, string>();
  private readonly variables = new Set<string>();
  private readonly functions: string[] = [];
  private readonly lines: string[] = [];
  private readonly asleep = new Set<string>();
  private readonly tables = new Map<string, string>();
  private zeros = false;
  private places: readonly Place[] = [];
  private readonly fixed: readonly AddrRange[];

  constructor(timeline: Timeline) {
    this.timeline = timeline;
    this.touched = touchedRanges(timeline);
    this.fixed = this.fixedRanges();
  }

  write(): CSteps {
    for (const step of this.timeline.steps) this.step(step);
    return {
      constants: this.constants,
      variables: [...this.variables],
      threads: [...new Set(this.timeline.steps.map(({ thread }) => thread))],
      fixed: this.fixed,
      functions: this.functions,
      lines: this.lines,
    };
  }

  /** What is touched far from every address that the kernel chooses. */
  private fixedRanges(): readonly AddrRange[] {
    const chosen = this.timeline.steps.filter(isChosen).map((step) => this.chosenPlace(step, ""));
    return this.touched.filter(({ start, end }) => {
      return placeOf(chosen, start) === null && placeOf(chosen, end) === null;
    });
  }

  private chosenPlace(step: Step, variable: string): Place {
    const base = step.result.kind === "ok" ? Number(step.result.value) : 0;
    const start = addrOf(vpnOf(base));
    return { start, end: start + chosenLength(step), variable, base };
  }

  private get names(): CNames {
    return { places: this.places, fds: this.fds, constants: this.constants };
  }

  private say(line: string): void {
    this.lines.push(`\t${line}`);
  }

  private step(step: Step): void {
    const number = step.index + 1;
    const text = printCall(step.call);
    const resumed = this.asleep.delete(step.thread);
    const worker = `&${threadVariable(step.thread)}`;
    this.lines.push(
      "",
      `\t/* ${number}. ${step.thread}: ${comment(step.text)} = ${comment(printResult(step.call.name, step.result))} */`,
    );
    this.say(`number = ${number}, text = ${cString(`${step.thread}: ${text}`)};`);
    if (resumed) this.say(`comes_back(${worker});`);
    else this.perform(step, worker);
    this.result(step);
    this.look(step);
  }

  private perform(step: Step, worker: string): void {
    const name = `call_${step.index + 1}`;
    this.functions.push(`static long ${name}(void)\n{\n\treturn ${cCall(this.names, step.call)};\n}`);
    this.say(`${step.result.kind === "blocked" ? "falls_asleep" : "run"}(${worker}, ${name});`);
  }

  private result(step: Step): void {
    const { result } = step;
    if (result.kind === "blocked") this.asleep.add(step.thread);
    if (result.kind === "failed") this.say(`gives_error("-1 ${result.errno}", ${result.errno});`);
    if (result.kind === "signal") {
      const { signal, code, addr } = result.info;
      this.constants.set("BUS_MCEERR_AR", 4n);
      this.say(`gives_signal("${signal}, ${code}", ${signal}, ${code}, ${cAddress(this.names, addr)});`);
    }
    if (result.kind === "ok") this.success(step, result.value);
  }

  private success(step: Step, value: bigint): void {
    const kind = signatureOf(step.call.name)?.result;
    if (kind === "fd") {
      const variable = this.variable("fd", step);
      this.fds.set(value, variable);
      this.say(`${variable} = gives_some();`);
    } else if (isChosen(step) && !this.followsChosen(step)) this.chosen(step);
    else this.say(`gives_value(${kind === "address" ? cAddress(this.names, Number(value)) : `${value}`});`);
  }

  /** The break moves where the program says, once the start of the heap is known. */
  private followsChosen(step: Step): boolean {
    return (
      step.call.name === "brk" &&
      this.timeline.steps.some(
        ({ index, call, result }) => index < step.index && call.name === "brk" && result.kind === "ok",
      )
    );
  }

  private chosen(step: Step): void {
    const variable = this.variable("at", step);
    const place = this.chosenPlace(step, variable);
    this.say(`${variable} = gives_some();`);
    this.addPlace(place);
  }

  private addPlace(place: Place): void {
    this.places = [
      ...this.places.flatMap((old) => without(old, [place]).map((rest) => ({ ...old, ...rest }))),
      place,
    ];
    const real = cAddress({ ...this.names, places: [place] }, place.start);
    this.say(`place(${cHex(place.start)}, ${cHex(place.end)}, ${real});`);
  }

  private variable(prefix: string, step: Step): string {
    const wanted = step.assigned === null ? prefix : `${prefix}_${identifier(step.assigned)}`;
    const unique =
      step.assigned === null || this.variables.has(wanted) ? `${wanted}_${step.index + 1}` : wanted;
    this.variables.add(unique);
    return unique;
  }

  /** Mappings may have grown beyond the places known so far. */
  private growPlaces(step: Step): void {
    const mm = mmOfTask(step.after);
    if (mm === null || this.places.length === 0) return;
    const known = [...this.fixed, ...this.places];
    for (const range of this.touched) {
      for (const { start, end } of mm.vmas.entries(range.start, range.end)) {
        const inside = { start: Math.max(start, range.start), end: Math.min(end, range.end) };
        for (const rest of without(inside, known)) {
          const near = placeOf(this.places, rest.start);
          if (near !== null) this.addPlace({ ...near, ...rest });
        }
      }
    }
  }

  /** Looks at the memory, unless a thread that this call woke goes on at the same time. */
  private look(step: Step): void {
    const next = this.timeline.steps[step.index + 1];
    if (next !== undefined && this.asleep.has(next.thread)) return;
    this.growPlaces(step);
    const mm = mmOfTask(step.after);
    if (mm === null) return;
    this.noticeZeros(mm);
    const ranges = joined([...this.fixed, ...this.places]);
    this.check("check_vmas", "struct vma", "vmas", step, vmaRows(mm, ranges));
    this.check("check_pages", "struct pages", "pages", step, pageRows(step.after, mm, ranges));
  }

  /** From the first zero page on the C program must allow for machines that have none. */
  private noticeZeros(mm: Mm): void {
    if (this.zeros || ![...mm.pageTable.entries.entries()].some(({ value }) => value.kind === "zero")) return;
    this.zeros = true;
    this.say("has_read_untouched = 1;");
  }

  private check(call: string, type: string, prefix: string, step: Step, rows: readonly string[]): void {
    if (rows.length === 0) return this.say(`${call}(NULL, 0);`);
    const body = rows.map((row) => `\t${row}\n`).join("");
    const known = this.tables.get(type + body);
    const name = known ?? `${prefix}_${step.index + 1}`;
    if (known === undefined) {
      this.tables.set(type + body, name);
      this.functions.push(`static const ${type} ${name}[] = {\n${body}};`);
    }
    this.say(`${call}(${name}, COUNT(${name}));`);
  }
}

const comment = (text: string): string => text.replaceAll("*/", "* /").replaceAll("/*", "/ *");

/** The run's calls as C. */
export const writeSteps = (timeline: Timeline): CSteps => new StepWriter(timeline).write();
