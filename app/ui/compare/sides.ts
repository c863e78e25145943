import { defaultKernel } from "#engine/kernels.ts";
import { encodeReadableLink } from "#link/codec.ts";
import { fetchScenario } from "#scenarios/fetch.ts";
import { namesKernel, readFragment } from "#store/address/linkState.ts";
import { createShelf } from "#store/shelf.ts";
import type { ExplorerState, Work } from "#store/types.ts";

/** Both runs of a comparison, each with the kernel it runs on. */
export interface Sides {
  readonly left: Work;
  readonly right: Work;
}

const shelf = createShelf(fetchScenario);

/** What is on the workbench, with its kernel. */
export const workbenchSide = ({ text, title, scenario, cursor, run }: ExplorerState): Work => ({
  text,
  title,
  scenario,
  kernel: run.kernel,
  cursor,
});

/** Kept work with the kernel that it runs on, which its link has to name: the default one will change. */
export const keptSide = (work: Work): Work => ({
  ...work,
  kernel: work.kernel ?? (namesKernel(work.text) ? null : defaultKernel().id),
});

/** The body of a side's link. A scenario's name says nothing about a program that may have been changed. */
export const sideBody = ({ text, title, kernel, cursor }: Work): string =>
  encodeReadableLink({ text, title, scenario: null, kernel, cursor });

/** Reads the body of a side's link; null when it cannot be read. */
export const readSide = async (body: string): Promise<Work | null> => (await readFragment(body, shelf)).work;

/** A whole address, a fragment, or a link's body alone. */
export const bodyOf = (pasted: string): string => pasted.trim().replace(/^[^#]*#/, "");

/** Where a comparison stands when nothing was asked for: the same program, five years earlier or later. */
export const otherKernel = (kernel: string | null): string => (kernel === "5.10" ? "6.18" : "5.10");
