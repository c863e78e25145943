import { foldPhrases, unfoldPhrases } from "./phrases.ts";
import { READABLE_MAX } from "./state.ts";

/** base64url may end in a sign that chat tools cut off; this letter behind it belongs to no code. */
const LAST = "z";

/** One byte a character: the folded form has none beyond U+00FF. */
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(textOf(bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> | null => {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null;
  return bytesOf(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
};

const streamOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

/** Reads a stream to its end, or null as soon as there is more than `max` bytes: a bomb never unfolds. */
const readUpTo = async (stream: ReadableStream<Uint8Array>, max: number): Promise<Uint8Array | null> => {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > max) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
};

/** Bytes as deflate-raw, base64url, and the letter that keeps the end. */
export const packBytes = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const packed = await readUpTo(streamOf(bytes).pipeThrough(new CompressionStream("deflate-raw")), Infinity);
  return toBase64Url(packed ?? bytes) + LAST;
};

/** What was packed; null if it is damaged or would unfold to more than `max` bytes. */
export const unpackBytes = async (packed: string, max: number): Promise<Uint8Array | null> => {
  const bytes = packed.endsWith(LAST) ? fromBase64Url(packed.slice(0, -1)) : null;
  if (bytes === null) return null;
  try {
    return await readUpTo(streamOf(bytes).pipeThrough(new DecompressionStream("deflate-raw")), max);
  } catch {
    return null;
  }
};

/** Phrases folded, deflate-raw, base64url. */
export const pack = (readable: string): Promise<string> => packBytes(bytesOf(foldPhrases(readable)));

/** The readable form; null if it is damaged or would unfold to more than a link may hold. */
export const unpack = async (packed: string): Promise<string | null> => {
  const folded = await unpackBytes(packed, READABLE_MAX);
  return folded === null ? null : unfoldPhrases(textOf(folded), READABLE_MAX);
};
