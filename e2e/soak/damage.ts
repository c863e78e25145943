/** True input, damaged: what a person's typing, a chat program or an attacker makes of it. */
import fc from "fast-check";

/** Characters that have broken readers before. */
const STRANGE = [
  "\0",
  "\u202e",
  "\u2066",
  "\ufeff",
  "\ud800",
  "\udfff",
  "\r",
  "\u2028",
  "__proto__",
  "constructor",
  "<img src=x onerror=alert(1)>",
  "${1}",
  "%00",
  "0x" + "f".repeat(40),
  "9".repeat(400),
  "(".repeat(300),
  "{".repeat(300),
  "[",
  "]",
  "\\",
  '"',
  "'",
  "/*",
  "=",
  "~",
  ".",
];

type Damage = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (text: string, share: number): number => Math.floor(share * text.length);

const cut: fc.Arbitrary<Damage> = fc.tuple(place, place).map(([from, length]) => (text) => {
  const start = at(text, from);
  return text.slice(0, start) + text.slice(start + at(text, length / 8));
});
const doubled: fc.Arbitrary<Damage> = fc.tuple(place, place).map(([from, length]) => (text) => {
  const start = at(text, from);
  const part = text.slice(start, start + at(text, length / 8));
  return text.slice(0, start) + part + text.slice(start);
});
const strange: fc.Arbitrary<Damage> = fc.tuple(place, fc.constantFrom(...STRANGE)).map(
  ([where, what]) =>
    (text) =>
      text.slice(0, at(text, where)) + what + text.slice(at(text, where)),
);
const letter: fc.Arbitrary<Damage> = fc.tuple(place, fc.string({ maxLength: 3 })).map(
  ([where, what]) =>
    (text) =>
      text.slice(0, at(text, where)) + what + text.slice(at(text, where) + 1),
);
const swapped: fc.Arbitrary<Damage> = fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => (text) => {
  const lines = text.split("\n");
  const [i, j] = [a % lines.length, b % lines.length];
  const [one, other] = [lines[i] ?? "", lines[j] ?? ""];
  lines[i] = other;
  lines[j] = one;
  return lines.join("\n");
});

/** One of the texts with up to six damages, or pure garbage. */
export const damaged = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 400 }) },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...texts),
          fc.array(fc.oneof(cut, doubled, strange, letter, swapped), { maxLength: 6 }),
        )
        .map(([text, damages]) => damages.reduce((broken, damage) => damage(broken), text)),
    },
  );
