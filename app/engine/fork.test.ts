import { describe, expect, it } from "vitest";
import type { Call } from "./calls.ts";
import { checkInvariants } from "./invariants.ts";
import type { Mm } from "./machine.ts";
import { pageRuns } from "./pagesView.ts";
import { runCall } from "./run.ts";
import { at, BASE_PAGE, MAP, span } from "./testProcess.ts";
import { MISSING, outcome, UffdProcess } from "./uffdProcess.ts";
import { hasFlags, VM_LOCKED } from "./vmFlags.ts";

const CHILD = 2;

class Family extends UffdProcess {
  fork(): void {
    this.mustRun("fork");
  }

  get child(): Mm {
    const mm = this.machine.mms.get(this.machine.tasks.get(CHILD)?.mm ?? 0);
    if (mm === undefined) throw new Error("no child");
    return mm;
  }

  asChild(name: string, ...args: Call["args"]): string {
    const done = runCall(this.machine, CHILD, { name, args });
    this.machine = done.machine;
    return outcome(done.result);
  }

  /** "page+pages value" of each run of like pages. */
  seen(mm: Mm): string[] {
    return pageRuns(this.machine, mm).map(({ vpn, pages, value }) => `${vpn - BASE_PAGE}+${pages} ${value}`);
  }
}

describe("fork", () => {
  it("shares every frame until one of the two writes", () => {
    const family = new Family();
    family.mapAnon(0, 3);
    family.store(0, 3, 1n);
    family.fork();
    expect(family.seen(family.child)).toEqual(["0+3 1"]);
    expect(family.child.rss.anon).toBe(3);
    family.store(0, 1, 2n);
    expect(family.asChild("store", at(2), span(1), 3n)).toBe("ok");
    expect([family.seen(family.mm), family.seen(family.child)]).toEqual([
      ["0+1 2", "1+1 1", "2+1 1"],
      ["0+1 1", "1+1 1", "2+1 3"],
    ]);
    expect(checkInvariants(family.machine)).toEqual([]);
  });

  it("shares what is shared, and leaves out or wipes what was asked for", () => {
    const family = new Family();
    family.mapFile(0, 1, family.memfd(4096), MAP.SHARED);
    family.mapAnon(4, 1);
    family.mapAnon(8, 1);
    family.store(4, 1, 4n);
    family.store(8, 1, 8n);
    family.mustRun("madvise", at(4), span(1), 10n);
    family.mustRun("madvise", at(8), span(1), 18n);
    family.fork();
    family.asChild("store", at(0), span(1), 9n);
    family.load(0, 1);
    expect(family.seen(family.mm)[0]).toBe("0+1 9");
    expect(family.asChild("load", at(4), span(1))).toBe("signal");
    expect(family.seen(family.child)).toEqual(["0+1 9"]);
    expect(family.child.vmas.at(Number(at(8)))?.value.anonVma).toBeNull();
    expect(checkInvariants(family.machine)).toEqual([]);
  });

  it("drops locks and, without EVENT_FORK, the watch", () => {
    const family = new Family();
    family.mapAnon(0, 2);
    family.mustRun("mlock", at(0), span(2));
    family.register(family.open(), 0, 2, MISSING);
    family.fork();
    const copy = family.child.vmas.at(Number(at(0)))?.value;
    expect([hasFlags(copy?.flags ?? 0, VM_LOCKED), copy?.uffd, family.child.lockedVm]).toEqual([
      false,
      null,
      0,
    ]);
  });

  it("with EVENT_FORK the child is watched by a context of its own", () => {
    const family = new Family({ uffdMonitor: "recorder" });
    family.mapAnon(0, 2);
    family.register(family.open("UFFD_FEATURE_EVENT_FORK"), 0, 2, MISSING);
    const { delivered } = runCall(family.machine, 1, { name: "fork", args: [] });
    expect(delivered.map(({ message }) => [message.event, message.fields["ufd"]])).toEqual([["FORK", 4]]);
    family.fork();
    expect(family.child.vmas.at(Number(at(0)))?.value.uffd).toBe(2);
    expect(family.asChild("store", at(0), span(1), 1n)).toBe("ok");
  });

  it("marks the child's memory as inherited: fresh memory does not merge with it", () => {
    const family = new Family();
    family.mapAnon(0, 2);
    family.store(0, 2, 1n);
    family.fork();
    const before = family.child.mapCount;
    family.asChild("mmap", at(2), span(2), 3n, MAP.PRIVATE + MAP.ANONYMOUS + MAP.FIXED, -1n, 0n);
    expect(family.child.mapCount).toBe(before + 1);
  });

  it("fails as a whole when the machine cannot promise the pages", () => {
    const family = new Family({ overcommit: 2, memTotal: 50_000 });
    family.mapAnon(0, 14_000);
    family.store(0, 1, 1n);
    const before = family.machine;
    expect(outcome(family.run("fork"))).toBe("ENOMEM");
    expect(family.machine).toBe(before);
  });
});
