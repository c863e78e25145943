import { useRef } from "react";
import { cx } from "#ui/primitives/cx.ts";
import { type Entry, errnosOf, kernelRange } from "./facets.ts";
import styles from "./Card.module.css";
import { Picture } from "./Picture.tsx";
import type { Verb } from "./preview.ts";
import { usePreview } from "./previews.ts";
import { words } from "./words.ts";

interface Props {
  readonly entry: Entry;
  /** Kernel that its picture and outcome are of; null: the one it is meant for. */
  readonly kernel: string | null;
  /** Level of the title among the headings of the page. */
  readonly level: 2 | 3;
  readonly onOpen: (id: string) => void;
}

/** More changes than these are counted, not listed. */
const MOST_CHANGES = 3;

const changesText = (changes: readonly string[]): string => {
  const shown = changes.slice(0, MOST_CHANGES).join(", ");
  return words.changesAt(changes.length > MOST_CHANGES ? `${shown} …` : shown);
};

interface VerdictProps {
  readonly verb: Verb | null;
  readonly errnos: readonly string[];
  readonly changes: readonly string[];
}

const errnoText = (word: string): string => (word === "blocked" ? words.verbs.sleeps : word);

/** How it ends, in a few words; a colour is never alone. */
function Verdict({ verb, errnos, changes }: VerdictProps) {
  const bad = [...new Set(errnos.map((word) => errnoText(word)))];
  const good = verb === null || verb === "none" || verb === "sleeps" ? null : words.verbs[verb];
  return (
    <span className={styles["verdict"]}>
      {good !== null && <span className={cx(styles["chip"], styles["good"])}>{good}</span>}
      {bad.map((word) => (
        <span
          key={word}
          className={cx(styles["chip"], word === words.verbs.sleeps ? styles["wait"] : styles["bad"])}
        >
          {word}
        </span>
      ))}
      {changes.length > 0 && <span className={styles["chip"]}>{changesText(changes)}</span>}
    </span>
  );
}

/** A scenario to open: the whole card is the target, its title is the button. */
export function Card({ entry, kernel, level, onOpen }: Props) {
  const card = useRef<HTMLLIElement>(null);
  const { scenario, changes } = entry;
  const preview = usePreview(card, scenario, kernel);
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <li ref={card} className={styles["card"]}>
      <div className={styles["picture"]}>
        {preview?.thumbnail && <Picture thumbnail={preview.thumbnail} />}
      </div>
      <Heading className={styles["title"]}>
        <button type="button" className={styles["open"]} onClick={() => onOpen(scenario.id)}>
          {scenario.title}
        </button>
      </Heading>
      <p className={styles["ask"]}>{scenario.ask}</p>
      <p className={styles["foot"]}>
        <Verdict verb={preview?.verb ?? null} errnos={errnosOf(scenario, kernel)} changes={changes} />
        <span className={styles["kernels"]}>{words.modelled(kernelRange(scenario.kernels))}</span>
      </p>
    </li>
  );
}
