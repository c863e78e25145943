import { useId, useState } from "react";
import type { Cache } from "#teach/cache.ts";
import { diceOf } from "#teach/dice.ts";
import { cacheCaseOf, playCache } from "#teach/exercises/cacheColours.ts";
import { FIRST_SEED } from "#teach/steps.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Step.module.css";
import { words } from "./words.ts";

function Sets({ cache }: { readonly cache: Cache }) {
  const newest = cache.lines.some(({ holds }) => holds === "X") || cache.memory["a"] === "X" ? "X" : "A";
  return (
    <ul className={styles["sets"]}>
      {Array.from({ length: cache.colours }, (_, colour) => {
        const line = cache.lines.find((each) => each.colour === colour);
        return (
          <li
            key={colour}
            className={cx(styles["set"], line !== undefined && line.holds !== newest && styles["stale"])}
          >
            <span>{words.cacheSet(colour)}</span>
            <strong>{line === undefined ? words.empty : line.holds}</strong>
          </li>
        );
      })}
      <li className={styles["set"]}>
        <span>{words.memory}</span>
        <strong>{cache.memory["a"]}</strong>
      </li>
    </ul>
  );
}

/** The sets of the simulated cache, step by step. */
export function CacheSets({ seed }: { readonly seed: string | null }) {
  const id = useId();
  const colourCase = cacheCaseOf(diceOf(seed ?? FIRST_SEED));
  const [caches] = playCache(colourCase);
  const [at, setAt] = useState(caches.length - 1);
  const cache = caches[at];
  const names = colourCase.moves ? words.cacheSteps.moves : words.cacheSteps.stays;
  if (cache === undefined) return null;
  return (
    <section className={styles["across"]} aria-label={words.cache}>
      <h2 className={styles["small"]}>{words.cache}</h2>
      <label htmlFor={id}>{names[at]}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={caches.length - 1}
        value={at}
        aria-valuetext={names[at]}
        onChange={(event) => setAt(Number(event.currentTarget.value))}
      />
      <Sets cache={cache} />
    </section>
  );
}
