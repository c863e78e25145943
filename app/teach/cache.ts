/**
 * A data cache that is indexed by virtual address and tagged by frame, as far as the question of aliasing needs
 * it. It is a simulation of its own: the engine has no caches, and on x86 there is nothing of this to see.
 */

export interface CacheLine {
  /** Which set of the cache: the page number modulo the number of colours. */
  readonly colour: number;
  readonly frame: string;
  readonly holds: string;
}

export interface Cache {
  /** SHMLBA in pages: how many pages the index bits span. */
  readonly colours: number;
  readonly lines: readonly CacheLine[];
  /** Frame → what memory itself holds. */
  readonly memory: Readonly<Record<string, string>>;
}

const colourOf = (page: number, colours: number): number => page % colours;

const lineAt = (cache: Cache, page: number, frame: string): CacheLine | undefined =>
  cache.lines.find((line) => line.colour === colourOf(page, cache.colours) && line.frame === frame);

/** Reads through an address: from the line of its colour, or from memory into a new line. */
export const readAt = (cache: Cache, page: number, frame: string): readonly [Cache, string] => {
  const line = lineAt(cache, page, frame);
  if (line !== undefined) return [cache, line.holds];
  const holds = cache.memory[frame] ?? "0";
  const made = { colour: colourOf(page, cache.colours), frame, holds };
  return [{ ...cache, lines: [...cache.lines, made] }, holds];
};

/** Writes through an address: into the line of its colour only. Memory learns of it when the line is flushed. */
export const writeAt = (cache: Cache, page: number, frame: string, holds: string): Cache => {
  const [filled] = readAt(cache, page, frame);
  const own = lineAt(filled, page, frame);
  return { ...filled, lines: filled.lines.map((line) => (line === own ? { ...line, holds } : line)) };
};

/** What the kernel does before it takes an address away: its line goes to memory and is dropped. */
export const flushAt = (cache: Cache, page: number, frame: string): Cache => {
  const own = lineAt(cache, page, frame);
  if (own === undefined) return cache;
  return {
    ...cache,
    lines: cache.lines.filter((line) => line !== own),
    memory: { ...cache.memory, [frame]: own.holds },
  };
};
