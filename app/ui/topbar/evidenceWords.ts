import type { RecordedOn } from "#scenarios/evidence.ts";

/** What the chip in the top bar says of the program at hand, on the kernel that is chosen. */
export function chipText(on: readonly RecordedOn[], kernel: string, release: string): string {
  const [newest] = on;
  if (newest === undefined) return `model of Linux ${release} · not recorded`;
  const here = on.find((one) => one.kernel === kernel);
  const others = on.length - 1;
  if (here === undefined) return `matches real Linux ${newest.upstream} · not recorded on ${release}`;
  return `matches real Linux ${here.upstream}${others === 0 ? "" : ` and ${others} more`}`;
}

export const evidenceWords = {
  recorded:
    "This very program was performed on real kernels, and the engine agrees with each recording in everything: results, mappings, pages, frames and counters.",
  notRecorded:
    "This program was not recorded on a real kernel: what you see is what the engine makes of it. Nearly all built-in scenarios were; a changed program is another program.",
  kernels: "Recorded on",
  recording: ({ upstream, release, recorded }: RecordedOn): string =>
    `Linux ${upstream} (${release}), ${recorded}`,
  elsewhere: (release: string): string =>
    `It was not recorded on Linux ${release}, the kernel that is chosen.`,
};
