import { addrOf, hex, vpnOf } from "#engine/addr.ts";
import { framesIn } from "#engine/frames.ts";
import type { Machine, Mm, PteRun } from "#engine/machine.ts";
import { ptesIn } from "#engine/pageTable.ts";
import type { Vma } from "#engine/vma.ts";
import { hasFlags, VM_SOFTDIRTY } from "#engine/vmFlags.ts";
import type { TracePageOut, Visibility } from "./mmTraceFormat.ts";

/** A page run before its frames have got numbers. */
interface PageRun {
  readonly vpn: number;
  readonly pages: number;
  /** First frame; 0 is the zero page, null is no frame. */
  readonly pfn: number | null;
  readonly value: bigint | null;
  readonly bits: string;
}

/** Numbers frames in the order in which they appear, line after line. */
export class FrameNumbers {
  private known: ReadonlyMap<number, number> = new Map();
  private next = 1;

  /** The page list of a machine's mappings, with frames numbered; call it once for every line that changed them. */
  list(machine: Machine, mm: Mm, vmas: readonly Vma[], visible: Visibility): readonly TracePageOut[] {
    const numbers = new Map<number, number>();
    const list: TracePageOut[] = [];
    const joiner = new RunJoiner(list);
    for (const vma of vmas) {
      for (const run of runsOf(machine, mm, vma, visible)) {
        if (run.pfn === null || run.pfn === 0) joiner.add(run, run.pfn, run.pages);
        else this.addFrames(run, run.pfn, numbers, joiner);
      }
    }
    joiner.finish();
    this.known = numbers;
    return list;
  }

  private addFrames(run: PageRun, pfn: number, numbers: Map<number, number>, joiner: RunJoiner): void {
    for (let index = 0; index < run.pages; index += 1) {
      let number = numbers.get(pfn + index) ?? this.known.get(pfn + index);
      if (number === undefined) {
        number = this.next;
        this.next += 1;
      }
      numbers.set(pfn + index, number);
      joiner.add({ ...run, vpn: run.vpn + index }, number, 1);
    }
  }
}

/** Joins neighbours with the same content, as the format asks. */
class RunJoiner {
  private readonly list: TracePageOut[];
  private run: PageRun | null = null;
  private frame: number | null = null;
  private pages = 0;

  constructor(list: TracePageOut[]) {
    this.list = list;
  }

  add(run: PageRun, frame: number | null, pages: number): void {
    if (this.continues(run, frame)) {
      this.pages += pages;
      return;
    }
    this.finish();
    this.run = run;
    this.frame = frame;
    this.pages = pages;
  }

  finish(): void {
    if (this.run === null) return;
    const { vpn, value, bits } = this.run;
    this.list.push({
      addr: hex(addrOf(vpn)),
      ...(this.pages === 1 ? {} : { n: this.pages }),
      ...(this.frame === null ? {} : { frame: this.frame }),
      ...(value === null ? {} : { value: hex(value) }),
      bits,
    });
    this.run = null;
  }

  private continues(run: PageRun, frame: number | null): boolean {
    const last = this.run;
    if (last === null || last.vpn + this.pages !== run.vpn) return false;
    if (last.bits !== run.bits || last.value !== run.value) return false;
    if (this.frame === null || frame === null) return this.frame === frame;
    return this.frame === 0 ? frame === 0 : this.frame + this.pages === frame;
  }
}

function* runsOf(machine: Machine, mm: Mm, vma: Vma, visible: Visibility): IterableIterator<PageRun> {
  const softDirty = machine.config.softDirty && hasFlags(vma.flags, VM_SOFTDIRTY);
  for (const { start, end, value: pte } of ptesIn(mm.pageTable, vpnOf(vma.start), vpnOf(vma.end))) {
    if (pte.kind !== "present") {
      const bits =
        pte.kind === "zero" ? zeroBits(pte, softDirty, visible) : markerBits(pte, softDirty, visible);
      const zero = pte.kind === "zero";
      yield { vpn: start, pages: end - start, pfn: zero ? 0 : null, value: zero ? 0n : null, bits };
      continue;
    }
    for (const frames of framesIn(machine, pte.pfn, end - start)) {
      const { mapcount, thp, value } = frames.value;
      const bits = [
        "P",
        pte.anon ? "" : "F",
        mapcount === 1 ? "X" : "",
        softDirty || (pte.softDirty && machine.config.softDirty) ? "D" : "",
        pte.uffdWp && visible.uffdWp ? "W" : "",
        thp ? "H" : "",
      ].join("");
      yield {
        vpn: start + frames.start - pte.pfn,
        pages: frames.end - frames.start,
        pfn: frames.start,
        value,
        bits,
      };
    }
  }
}

const zeroBits = (pte: Extract<PteRun, { kind: "zero" }>, softDirty: boolean, visible: Visibility): string =>
  `P${softDirty || pte.softDirty ? "D" : ""}${pte.uffdWp && visible.uffdWp ? "W" : ""}${pte.huge ? "H" : ""}Z`;

const markerBits = (
  pte: Extract<PteRun, { kind: "marker" }>,
  softDirty: boolean,
  visible: Visibility,
): string =>
  `S${softDirty ? "D" : ""}${pte.uffdWp && visible.uffdWp ? "W" : ""}${pte.guard && visible.guard ? "G" : ""}`;
