import { PAGE_SIZE } from "#engine/addr.ts";

type PageRow = Readonly<Record<string, unknown>>;

interface OnePage {
  readonly addr: number;
  readonly frame: number | null;
  readonly rest: string;
}

/** Every page by itself: how runs are joined depends on frame numbers, which are not compared as such. */
function* pagesOf(rows: readonly PageRow[]): IterableIterator<OnePage> {
  for (const { addr, n, frame, value, bits } of rows) {
    const first = typeof frame === "number" ? frame : null;
    const count = typeof n === "number" ? n : 1;
    for (let index = 0; index < count; index += 1) {
      yield {
        addr: Number(addr) + index * PAGE_SIZE,
        frame: first === null || first === 0 ? first : first + index,
        rest: `${String(value)} ${String(bits)}`,
      };
    }
  }
}

/**
 * Compares page lists of kernel and engine by what their frames mean: the same frame stays the same frame. The
 * kernel may give a frame that a call has freed to the same call again; the engine always takes a new one. So an
 * old number of the kernel may stand for a new frame, but never a new number of the kernel for an old frame.
 */
export class FrameMatch {
  #engineOf = new Map<number, number>();
  #newest = 0;

  agrees(kernel: readonly PageRow[], engine: readonly PageRow[]): boolean {
    const [theirs, ours] = [[...pagesOf(kernel)], [...pagesOf(engine)]];
    const known = new Set(this.#engineOf.values());
    const next = new Map<number, number>();
    const same =
      theirs.length === ours.length &&
      theirs.every((page, index) => {
        const own = ours[index];
        return own !== undefined && this.#samePage(page, own, known, next);
      });
    this.#engineOf = next;
    // One by one: there may be more pages than a call may have arguments.
    for (const frame of next.values()) this.#newest = Math.max(this.#newest, frame);
    return same && new Set(next.values()).size === next.size;
  }

  #samePage(theirs: OnePage, ours: OnePage, known: ReadonlySet<number>, next: Map<number, number>): boolean {
    if (theirs.addr !== ours.addr || theirs.rest !== ours.rest) return false;
    const [kernel, engine] = [theirs.frame, ours.frame];
    if (kernel === null || engine === null || kernel === 0 || engine === 0) return kernel === engine;
    const already = next.get(kernel);
    if (already !== undefined) return already === engine;
    next.set(kernel, engine);
    return engine > this.#newest || (known.has(engine) && this.#engineOf.get(kernel) === engine);
  }
}
