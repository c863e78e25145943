import type { ArgValue, CallResult } from "./calls.ts";
import { createMachine } from "./boot.ts";
import type { BootOptions } from "./bootOptions.ts";
import type { MmEvent } from "./events.ts";
import type { Machine, Mm } from "./machine.ts";
import { kernelById } from "./kernels.ts";
import { pageRuns } from "./pagesView.ts";
import { runCall } from "./run.ts";

const PAGE = 4096n;

export const PROT = { NONE: 0n, READ: 1n, RW: 3n } as const;
export const MAP = {
  SHARED: 0x01n,
  PRIVATE: 0x02n,
  FIXED: 0x10n,
  ANONYMOUS: 0x20n,
  POPULATE: 0x8000n,
} as const;

/** A process for tests: runs calls one after the other and counts in pages, from a base address. */
export class TestProcess {
  machine: Machine;
  events: readonly MmEvent[] = [];

  constructor(options: Partial<BootOptions> & { readonly kernelId?: string } = {}) {
    const { kernelId = "6.18", ...boot } = options;
    const kernel = kernelById(kernelId);
    if (kernel === null) throw new Error(`no kernel ${kernelId}`);
    this.machine = createMachine({ vmas: [], kernel, ...boot });
  }

  get mm(): Mm {
    const mm = this.machine.mms.get(1);
    if (mm === undefined) throw new Error("no process");
    return mm;
  }

  run(name: string, ...args: ArgValue[]): CallResult {
    const outcome = runCall(this.machine, 1, { name, args }, { watch: true });
    this.machine = outcome.machine;
    this.events = outcome.events;
    return outcome.result;
  }

  /** Maps private anonymous memory at a page. */
  mapAnon(page: number, pages: number, prot: bigint = PROT.RW): void {
    this.mustRun("mmap", at(page), span(pages), prot, MAP.PRIVATE + MAP.ANONYMOUS + MAP.FIXED, -1n, 0n);
  }

  /** Maps an object at a page, from a page of it on. */
  mapFile(
    page: number,
    pages: number,
    fd: bigint,
    share: bigint,
    fromPage = 0,
    prot: bigint = PROT.RW,
  ): void {
    this.mustRun("mmap", at(page), span(pages), prot, share + MAP.FIXED, fd, span(fromPage));
  }

  /** A memfd of so many bytes. */
  memfd(bytes: number): bigint {
    const created = this.run("memfd_create", "m", 0n);
    if (created.kind !== "ok") throw new Error("memfd_create failed");
    this.mustRun("ftruncate", created.value, BigInt(bytes));
    return created.value;
  }

  store(page: number, pages: number, value: bigint): CallResult {
    return this.run("store", at(page), span(pages), value);
  }

  load(page: number, pages: number): CallResult {
    return this.run("load", at(page), span(pages));
  }

  mustRun(name: string, ...args: ArgValue[]): void {
    const result = this.run(name, ...args);
    if (result.kind !== "ok")
      throw new Error(
        `${name}: ${JSON.stringify(result, (_, v: unknown) => (typeof v === "bigint" ? v.toString() : v))}`,
      );
  }

  /** "page+pages bits value" of every run, addresses as pages from the base. */
  pages(): string[] {
    return pageRuns(this.machine, this.mm).map(
      ({ vpn, pages, bits, value }) =>
        `${vpn - BASE_PAGE}+${pages} ${bits}${value === null ? "" : ` ${value}`}`,
    );
  }

  /** Frames of the present pages, by page from the base. */
  frames(): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    for (const { vpn, pages, frame } of pageRuns(this.machine, this.mm)) {
      for (let i = 0; frame !== null && i < pages; i++) found.set(vpn - BASE_PAGE + i, frame + i);
    }
    return found;
  }
}

/** All test addresses count from here; aligned to 1 GiB. */
export const BASE_PAGE = 0x1000_0000;

export const at = (page: number): bigint => BigInt(BASE_PAGE + page) * PAGE;
export const span = (pages: number): bigint => BigInt(pages) * PAGE;
