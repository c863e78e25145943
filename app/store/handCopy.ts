import { PAGE_SIZE } from "#engine/addr.ts";
import type { ArgValue } from "#engine/calls.ts";
import type { Vma } from "#engine/vma.ts";
import { VM_READ, VM_SHARED, VM_WRITE, hasFlags } from "#engine/vmFlags.ts";
import { callerOf } from "#timeline/caller.ts";
import type { Step } from "#timeline/timeline.ts";
import { addressText, bitOf, hasBit, sizeText } from "./composer.ts";

/** Why a move cannot be done by hand. */
export type NoCopy = "not-mremap" | "failed" | "not-readable" | "nothing-to-move";

export type HandCopy =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: NoCopy };

const numberOf = (arg: ArgValue | undefined): bigint => (typeof arg === "bigint" ? arg : 0n);

/** The thread's label of a line, which every line that takes its place needs. */
const LABEL = /^\s*(thread\s+[A-Za-z_]\w*\s*:)?/;

/** A variable gets another's value: that belongs to no thread. */
const isLet = (line: string): boolean => !line.includes("(");

const sourceOf = (step: Step, address: number): Vma | null => {
  const task = step.before.tasks.get(callerOf(step) ?? -1);
  const mm = task === undefined ? undefined : step.before.mms.get(task.mm);
  return mm?.vmas.at(address)?.value ?? null;
};

const protText = (write: boolean): string => (write ? "PROT_READ|PROT_WRITE" : "PROT_READ");

const freshName = (wanted: string, names: ReadonlyMap<string, bigint>): string => {
  let name = wanted;
  for (let n = 2; names.has(name); n += 1) name = `${wanted}${n}`;
  return name;
};

interface Move {
  readonly step: Step;
  readonly source: Vma;
  /** Variables before the call. */
  readonly names: ReadonlyMap<string, bigint>;
}

/** The lines that do by hand what the call did. */
const linesOf = ({ step, source, names }: Move): readonly string[] => {
  const [oldAddress, oldSize, newSize, flags, newAddress] = step.call.args.map(numberOf);
  const [from, to] = [oldSize ?? 0n, newSize ?? 0n];
  const fixed = hasBit(Number(flags ?? 0n), bitOf("MREMAP_FIXED"));
  const keeps = hasBit(Number(flags ?? 0n), bitOf("MREMAP_DONTUNMAP"));
  const old = addressText(oldAddress ?? 0n, names);
  const { assigned } = step;
  const copy = assigned !== null && !names.has(assigned) ? assigned : freshName("copy", names);
  const writable = hasFlags(source.flags, VM_WRITE);
  const share = hasFlags(source.flags, VM_SHARED) ? "MAP_SHARED" : "MAP_PRIVATE";
  const place = fixed ? `0x${(newAddress ?? 0n).toString(16)}` : "NULL";
  const length = from < to ? from : to;
  return [
    `${copy} = mmap(${place}, ${sizeText(to)}, ${protText(true)}, ${share}|MAP_ANONYMOUS${fixed ? "|MAP_FIXED" : ""}, -1, 0)`,
    `memcpy(${copy}, ${old}, ${sizeText(length)})`,
    ...(writable ? [] : [`mprotect(${copy}, ${sizeText(to)}, ${protText(false)})`]),
    keeps ? `madvise(${old}, ${sizeText(from)}, MADV_DONTNEED)` : `munmap(${old}, ${sizeText(from)})`,
    ...(assigned === null || copy === assigned ? [] : [`${assigned} = ${copy}`]),
  ];
};

/**
 * The program with an mremap call replaced by what one writes without it: map, copy, unmap.
 * @param names variables before the call
 */
export const copyByHand = (text: string, step: Step, names: ReadonlyMap<string, bigint>): HandCopy => {
  if (step.call.name !== "mremap") return { ok: false, why: "not-mremap" };
  if (step.result.kind !== "ok") return { ok: false, why: "failed" };
  const [oldAddress, oldSize] = step.call.args.map(numberOf);
  const source = sourceOf(step, Number(oldAddress ?? 0n));
  if (source === null || !hasFlags(source.flags, VM_READ)) return { ok: false, why: "not-readable" };
  if ((oldSize ?? 0n) < BigInt(PAGE_SIZE)) return { ok: false, why: "nothing-to-move" };
  const lines = text.split("\n");
  const label = LABEL.exec(lines[step.line - 1] ?? "")?.[1];
  const head = label === undefined ? "" : `${label} `;
  lines.splice(
    step.line - 1,
    1,
    ...linesOf({ step, source, names }).map((line) => (isLet(line) ? line : head + line)),
  );
  return { ok: true, text: lines.join("\n") };
};
