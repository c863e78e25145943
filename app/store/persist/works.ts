import type { StoredWork, Work } from "../types.ts";
import type { SafeStorage } from "./storage.ts";
import { workRecordFrom } from "./schema.ts";

const WORK = "work.";
/** Older pieces of work make room for newer ones. */
const WORKS_MAX = 100;

/** One entry of the list "what you had before". */
export interface EarlierWork extends StoredWork {
  readonly saved: number;
}

export interface Saved {
  /** Another id than before if another tab had written there: then this work goes beside it, not over it. */
  readonly id: string;
  readonly revision: string;
  /** False when the storage is full or forbidden. */
  readonly ok: boolean;
}

interface Tools {
  readonly storage: SafeStorage;
  readonly newId: () => string;
  readonly now: () => number;
}

const written = (storage: SafeStorage, id: string) => workRecordFrom(storage.read(WORK + id));

/** All pieces of work in the storage, newest first. */
export const listWorks = (storage: SafeStorage): readonly EarlierWork[] =>
  storage
    .keys(WORK)
    .flatMap((key) => {
      const record = workRecordFrom(storage.read(key));
      return record === null ? [] : [{ id: key.slice(WORK.length), work: record.work, saved: record.saved }];
    })
    .toSorted((a, b) => b.saved - a.saved);

const removeWork = (storage: SafeStorage, id: string): void => {
  storage.remove(WORK + id);
};

/** Writes a piece of work. `revision` is the one that this tab wrote or read last; "" if it never did. */
export const saveWork = (tools: Tools, { id, work }: StoredWork, revision: string): Saved => {
  const { storage, newId, now } = tools;
  const found = written(storage, id);
  const foreign = found !== null && found.revision !== revision && found.work.text !== work.text;
  const target = foreign ? newId() : id;
  const next = newId();
  const record = { version: 1, work, saved: now(), revision: next };
  const ok = storage.write(WORK + target, record);
  if (ok) prune(storage, target);
  return { id: target, revision: next, ok };
};

/** The revision that lies in the storage; "" if there is none. */
export const revisionOf = (storage: SafeStorage, id: string): string => written(storage, id)?.revision ?? "";

const prune = (storage: SafeStorage, keep: string): void => {
  for (const { id } of listWorks(storage).slice(WORKS_MAX)) if (id !== keep) removeWork(storage, id);
};

/** Only what somebody made is worth keeping: not an empty text, not a built-in program as it stands. */
export const isOwnWork = (work: Work, isBuiltIn: (text: string) => boolean): boolean =>
  work.text.trim() !== "" && !isBuiltIn(work.text);
