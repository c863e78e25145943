import { hex } from "#engine/addr.ts";
import type { BootVma } from "#engine/bootOptions.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { mapsEntry } from "#engine/procMaps.ts";
import { permsOf } from "#engine/vmFlags.ts";

/** A stretch of equal mappings: neighbours with the same permissions and the same backing are one. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly perms: string;
  readonly name: string;
  /** Offset in the file, or null for anonymous memory. */
  readonly offset: number | null;
}

export interface MapsComparison {
  /** Stretches that both have. */
  readonly same: number;
  /** What only one of the two has, as lines of text. */
  readonly onlyEngine: readonly string[];
  readonly onlyFile: readonly string[];
}

/**
 * Compares the engine's mappings with those of a /proc/PID/maps of the same moment. Neighbours that the log cannot
 * tell apart (whether one of them had been touched) are joined first; the start of the stack is left out, since the
 * stack grows by touching.
 */
export function compareMaps(machine: Machine, mm: Mm, maps: readonly BootVma[]): MapsComparison {
  const engine = joined([...mm.vmas.entries()].map(({ value }) => stretchOfEngine(machine, mm, value)));
  const file = joined(maps.map((vma) => stretchOfFile(vma)));
  const [ours, theirs] = [byKey(engine), byKey(file)];
  const onlyEngine = engine.filter((one) => !theirs.has(keyOf(one))).map((one) => textOf(one));
  const onlyFile = file.filter((one) => !ours.has(keyOf(one))).map((one) => textOf(one));
  return { same: engine.length - onlyEngine.length, onlyEngine, onlyFile };
}

/** What the kernel puts into maps of its own, and names that a program gives, are no difference. */
const baseName = (name: string): string => {
  if (name.startsWith("[anon")) return "";
  return name.startsWith("[heap") ? "[heap]" : name;
};

function stretchOfEngine(machine: Machine, mm: Mm, vma: Parameters<typeof mapsEntry>[2]): Stretch {
  const { start, end, perms, name, offset } = mapsEntry(machine, mm, vma);
  return { start, end, perms, name: baseName(name), offset: vma.file === null ? null : offset };
}

const stretchOfFile = ({ start, end, flags, name, object, offset }: BootVma): Stretch => ({
  start,
  end,
  perms: permsOf(flags),
  name: baseName(name),
  offset: object === undefined ? null : (offset ?? 0),
});

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const next of stretches) {
    const last = all.at(-1);
    const offset = last === undefined || last.offset === null ? null : last.offset + last.end - last.start;
    const goesOn =
      last !== undefined &&
      last.end === next.start &&
      last.perms === next.perms &&
      last.name === next.name &&
      offset === next.offset;
    if (goesOn) all[all.length - 1] = { ...last, end: next.end };
    else all.push(next);
  }
  return all;
}

const byKey = (stretches: readonly Stretch[]): ReadonlySet<string> =>
  new Set(stretches.map((one) => keyOf(one)));

/** The log names a file as it was opened, maps as it is called in the end: links lie between the two. */
const keyOf = (stretch: Stretch): string =>
  textOf(stretch.offset === null ? stretch : { ...stretch, name: "file" });

function textOf({ start, end, perms, name, offset }: Stretch): string {
  const from = name === "[stack]" ? "…" : hex(start);
  return [`${from}-${hex(end)}`, perms, offset === null ? "" : hex(offset), name]
    .filter((part) => part !== "")
    .join(" ");
}
