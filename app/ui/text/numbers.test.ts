import { expect, test } from "vitest";
import { grouped, groupedAddress, kilobytes, kilobytesDelta, lengthText, plural } from "./numbers.ts";

test("addresses are grouped from the right", () => {
  expect(groupedAddress(0x7f100000)).toBe("7f10 0000");
  expect(groupedAddress(0x7fff_f7fc_1000n)).toBe("7fff f7fc 1000");
  expect(groupedAddress(0x10000)).toBe("1 0000");
  expect(groupedAddress(0)).toBe("0");
});

test("counts and their changes", () => {
  expect(grouped(2128)).toBe("2\u2009128");
  expect(kilobytes(532)).toBe("2\u2009128 kB");
  expect(kilobytesDelta(8)).toBe("+32");
  expect(kilobytesDelta(-8)).toBe("−32");
  expect(kilobytesDelta(0)).toBe("");
  expect(plural(1, "entry", "entries")).toBe("1 entry");
  expect(plural(8, "entry", "entries")).toBe("8 entries");
});

test("lengths", () => {
  expect(lengthText(0n)).toBe("0");
  expect(lengthText(4096n)).toBe("PAGE");
  expect(lengthText(32768n)).toBe("8*PAGE");
  expect(lengthText(100n)).toBe("100");
  expect(lengthText(2n << 20n)).toBe("2*MiB");
  expect(lengthText(3n << 30n)).toBe("3*GiB");
});
