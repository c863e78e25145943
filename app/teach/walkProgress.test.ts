import fc from "fast-check";
import { expect, it } from "vitest";
import { WALKS } from "#scenarios/walks/walks.ts";
import { progressKey } from "./steps.ts";
import { marksOf, packProgress, unpackProgress } from "./walkProgress.ts";

const answerOf = fc.oneof(
  fc.constant(null),
  fc.constant({ kind: "skipped" as const }),
  fc.record({ kind: fc.constant("given" as const), right: fc.boolean() }),
);

it("comes back from its packed form", () => {
  const keys = WALKS.flatMap((walk) => walk.steps.map((step) => progressKey(walk, step)));
  fc.assert(
    fc.property(fc.array(answerOf, { minLength: keys.length, maxLength: keys.length }), (answers) => {
      const kept = Object.fromEntries(
        keys.flatMap((key, i) => {
          const answer = answers[i];
          return answer ? [[key, answer] as const] : [];
        }),
      );
      const all = WALKS.map((walk) => marksOf(walk, kept));
      expect(unpackProgress(packProgress("Ada", all), WALKS)).toEqual({ name: "Ada", walks: all });
    }),
  );
});

it("takes nothing for progress that is none, and passes over what it does not know", () => {
  expect(unpackProgress("", WALKS)).toBeNull();
  expect(unpackProgress("2~Ada", WALKS)).toBeNull();
  const read = unpackProgress("1~Ada~founding.rx~nowhere.rrr", WALKS);
  const founding = read?.walks.find(({ walk }) => walk.id === "founding");
  expect(founding?.marks.slice(0, 3)).toEqual(["right", "open", "open"]);
});
