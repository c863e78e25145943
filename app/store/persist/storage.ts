/** The part of the browser's storage that is used; it may throw on any call, even on being looked at. */
export type RawStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Storage that never throws: reading what cannot be read gives null, writing says whether it worked. */
export interface SafeStorage {
  read(key: string): unknown;
  /** False when the storage is full or forbidden. */
  write(key: string, value: unknown): boolean;
  remove(key: string): void;
  /** Keys that begin with a prefix. */
  keys(prefix: string): readonly string[];
}

/** Everything of the explorer stands under this, so that other pages of the same host are left alone. */
const ROOT = "mremap-explorer.";

const attempt = <T>(action: () => T, otherwise: T): T => {
  try {
    return action();
  } catch {
    return otherwise;
  }
};

/** `open` gives the storage; browsers that forbid it throw there. Values are JSON. */
export const safeStorage = (open: () => RawStorage): SafeStorage => {
  const raw = attempt<RawStorage | null>(open, null);
  return {
    read: (key) =>
      attempt<unknown>(() => {
        const text = raw?.getItem(ROOT + key);
        return typeof text === "string" ? (JSON.parse(text) as unknown) : null;
      }, null),
    write: (key, value) =>
      attempt(() => {
        raw?.setItem(ROOT + key, JSON.stringify(value));
        return raw !== null;
      }, false),
    remove: (key) => {
      attempt(() => raw?.removeItem(ROOT + key), undefined);
    },
    keys: (prefix) =>
      attempt(() => {
        const keys = Array.from({ length: raw?.length ?? 0 }, (_, index) => raw?.key(index) ?? "");
        return keys.filter((key) => key.startsWith(ROOT + prefix)).map((key) => key.slice(ROOT.length));
      }, []),
  };
};
