/**
 * Puts PNG files of one size together to an animated PNG (the "APNG" part of the PNG specification, third
 * edition): the first file's image data stays where a plain reader looks for it, that of the others goes into
 * frame chunks. Nothing is decoded or compressed again.
 */

const SIGNATURE = 8;
const TEXT = new TextEncoder();

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const chunksOf = (png: Uint8Array): readonly Chunk[] => {
  const view = viewOf(png);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE; at + 8 <= png.length;) {
    const length = view.getUint32(at);
    const type = String.fromCodePoint(...png.subarray(at + 4, at + 8));
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
};

/** x^32 + x^26 + … + 1, reversed, as the PNG specification has it: one entry for each byte. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

const written = ({ type, data }: Chunk): Uint8Array => {
  const bytes = new Uint8Array(12 + data.length);
  const view = viewOf(bytes);
  view.setUint32(0, data.length);
  bytes.set(TEXT.encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crcOf(bytes.subarray(4, 8 + data.length)));
  return bytes;
};

const numbers = (...words: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(words.length * 4);
  for (const [index, word] of words.entries()) viewOf(bytes).setUint32(index * 4, word);
  return bytes;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

/** A picture and how long it stands, in milliseconds. */
export interface AnimationFrame {
  readonly png: Uint8Array;
  readonly milliseconds: number;
}

/** Whole picture, drawn over the one before, `milliseconds` of a thousandth of a second each. */
const control = (number: number, size: Uint8Array, milliseconds: number): Chunk => {
  const data = new Uint8Array(26);
  const view = viewOf(data);
  view.setUint32(0, number);
  data.set(size.subarray(0, 8), 4);
  view.setUint16(20, Math.min(65_535, Math.round(milliseconds)));
  view.setUint16(22, 1000);
  return { type: "fcTL", data };
};

/** @throws when there is no frame, or one that is no PNG */
export const animatedPng = (frames: readonly AnimationFrame[]): Uint8Array<ArrayBuffer> => {
  const [first] = frames;
  const header = first && chunksOf(first.png).find(({ type }) => type === "IHDR");
  if (first === undefined || header === undefined) throw new Error("there is no picture to animate");
  const out: Chunk[] = [header, { type: "acTL", data: numbers(frames.length, 0) }];
  let number = 0;
  const next = (): number => {
    number += 1;
    return number - 1;
  };
  for (const [index, { png, milliseconds }] of frames.entries()) {
    out.push(control(next(), header.data, milliseconds));
    for (const { type, data } of chunksOf(png)) {
      if (type !== "IDAT") continue;
      out.push(index === 0 ? { type, data } : { type: "fdAT", data: joined([numbers(next()), data]) });
    }
  }
  out.push({ type: "IEND", data: new Uint8Array() });
  return joined([first.png.subarray(0, SIGNATURE), ...out.map((chunk) => written(chunk))]);
};
