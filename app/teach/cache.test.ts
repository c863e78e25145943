import fc from "fast-check";
import { expect, it } from "vitest";
import { playCache } from "./exercises/cacheColours.ts";

it("shows the old byte exactly where two addresses of one frame differ in colour", () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 2, 4), fc.integer({ min: 1, max: 9 }), (colours, distance) => {
      const [, seen] = playCache({ colours, distance, moves: false });
      expect(seen).toBe(distance % colours === 0 ? "X" : "A");
    }),
  );
});

it("never has two lines for a frame that moves", () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 2, 4), fc.integer({ min: 1, max: 9 }), (colours, distance) => {
      const [caches, seen] = playCache({ colours, distance, moves: true });
      expect(seen).toBe("X");
      for (const { lines } of caches) expect(lines.length).toBeLessThanOrEqual(1);
    }),
  );
});
