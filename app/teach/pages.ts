import { PAGE_SIZE, vpnOf } from "#engine/addr.ts";
import type { Machine, Mm, PteRun } from "#engine/machine.ts";

/**
 * A range as a row of characters, one a page: `-` not mapped, `.` mapped without an entry, `z` the zero page,
 * `!` a marker, a letter or digit the character stored there, `0` a frame of zeros, `?` any other content.
 */
export const pagesPicture = (machine: Machine, mm: Mm, from: number, pages: number): string => {
  const first = vpnOf(from);
  return Array.from({ length: pages }, (_, i) => pageCharacter(machine, mm, first + i)).join("");
};

const pageCharacter = (machine: Machine, mm: Mm, vpn: number): string => {
  if (mm.vmas.at(vpn * PAGE_SIZE) === null) return "-";
  const entry = mm.pageTable.entries.at(vpn);
  if (entry === null) return ".";
  const run = entry.value;
  if (run.kind === "zero") return "z";
  if (run.kind === "marker") return "!";
  const frame = machine.frames.at(run.pfn + (vpn - entry.start));
  return frame === null ? "?" : contentCharacter(frame.value.value);
};

const contentCharacter = (value: bigint): string => {
  if (value === 0n) return "0";
  const character = value < 128n ? String.fromCharCode(Number(value)) : "?";
  return /^[A-Za-z1-9]$/.test(character) ? character : "?";
};

/** The frame under a page; null where no frame is mapped. */
export const frameAt = (mm: Mm, addr: number): number | null => {
  const vpn = vpnOf(addr);
  const entry = mm.pageTable.entries.at(vpn);
  return entry?.value.kind === "present" ? entry.value.pfn + (vpn - entry.start) : null;
};

export const isPresent = (run: PteRun): boolean => run.kind === "present";
