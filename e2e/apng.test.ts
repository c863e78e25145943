import { crc32, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { animatedPng } from "#export/apng.ts";

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crcOf(body));
  return Buffer.concat([length, body, crc]);
};

const crcOf = (bytes: Buffer): number => crc32(bytes);

/** One grey pixel. */
const png = (grey: number): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(1, 0);
  header.writeUInt32BE(1, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from([0, grey]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

interface Read {
  readonly type: string;
  readonly data: Buffer;
}

/** Reads the chunks, and holds each to its checksum. */
const read = (file: Uint8Array): readonly Read[] => {
  const bytes = Buffer.from(file);
  const chunks: Read[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    expect(bytes.readUInt32BE(end)).toBe(crcOf(bytes.subarray(at + 4, end)));
    chunks.push({ type: bytes.toString("latin1", at + 4, at + 8), data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
};

describe("animated PNG", () => {
  const file = animatedPng([
    { png: png(0), milliseconds: 100 },
    { png: png(128), milliseconds: 70_000 },
    { png: png(255), milliseconds: 40 },
  ]);
  const chunks = read(file);

  test("the parts stand in the order that the specification asks for", () => {
    expect(chunks.map(({ type }) => type)).toEqual([
      "IHDR",
      "acTL",
      "fcTL",
      "IDAT",
      "fcTL",
      "fdAT",
      "fcTL",
      "fdAT",
      "IEND",
    ]);
  });

  test("frames are numbered through, and stand as long as was asked, at most what fits", () => {
    const of = (type: string) => chunks.filter((one) => one.type === type).map(({ data }) => data);
    expect(of("acTL")[0]?.readUInt32BE(0)).toBe(3);
    expect(of("fcTL").map((data) => data.readUInt32BE(0))).toEqual([0, 1, 3]);
    expect(of("fdAT").map((data) => data.readUInt32BE(0))).toEqual([2, 4]);
    expect(of("fcTL").map((data) => data.readUInt16BE(20))).toEqual([100, 65_535, 40]);
  });

  test("without a picture there is nothing to make", () => {
    expect(() => animatedPng([])).toThrow("no picture");
  });
});
