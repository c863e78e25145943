import type { Handler } from "./handler.ts";
import { mmapCall } from "./mmap.ts";
import { mprotectCall } from "./mprotect.ts";
import { munmapCall } from "./munmap.ts";

/** Every call that is modelled, by name. One family of calls a file in this folder. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["mmap", mmapCall],
  ["munmap", munmapCall],
  ["mprotect", mprotectCall],
]);

export const handlerOf = (name: string): Handler | null => HANDLERS.get(name) ?? null;

/** Names of all calls that are modelled. */
export const MODELLED_CALLS: readonly string[] = [...HANDLERS.keys()];
