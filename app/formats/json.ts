/** Reading JSON that somebody else wrote: every value is looked at before it is used, nothing is merged. */

export type JsonObject = { readonly [key: string]: unknown };

export function parseJsonObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

export const asObject = (value: unknown): JsonObject | null =>
  // An object that came out of JSON has string keys and nothing else.
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const stringAt = (object: JsonObject, key: string, otherwise: string): string => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "string" ? value : otherwise;
};

export const numberAt = (object: JsonObject, key: string, otherwise: number): number => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
};

/** A number written as "0x…"; null if it is not one. */
export function hexAt(object: JsonObject, key: string): bigint | null {
  const text = stringAt(object, key, "");
  return /^0x[0-9a-fA-F]{1,16}$/.test(text) ? BigInt(text) : null;
}
