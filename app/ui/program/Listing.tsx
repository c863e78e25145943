import { useEffect, useRef } from "react";
import type { Identity } from "#scene/identity.ts";
import { selectHovered } from "#store/selectors.ts";
import type { ExplorerState } from "#store/types.ts";
import type { Step } from "#timeline/timeline.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { reveal } from "#ui/hooks/reveal.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import type { ResultLabel } from "#ui/text/result.ts";
import styles from "./Program.module.css";
import { SourceText } from "./SourceText.tsx";
import { type Line, RUNNING, linesOf } from "./lines.ts";
import { identityOfLine, lineOf } from "./linked.ts";
import { programWords } from "./words.ts";

const selectText = (state: ExplorerState) => state.run.text;

interface RowProps {
  readonly line: Line;
  readonly lit: boolean;
  /** What lights up with the line. */
  readonly identity: Identity;
}

function Row({ line, lit, identity }: RowProps) {
  const { seek, hover } = useActions();
  const { step, result, number, current: here } = line;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here && row.current !== null) reveal(row.current);
  }, [here]);
  return (
    <li
      ref={row}
      className={cx(styles["line"], lit && styles["lit"], here && styles["current"])}
      aria-current={here ? "step" : undefined}
      onPointerEnter={() => hover(identity)}
      onPointerLeave={() => hover(null)}
    >
      {step === null ? (
        <span className={styles["lineNumber"]} aria-hidden="true">
          {number}
        </span>
      ) : (
        <button
          type="button"
          className={styles["jump"]}
          aria-label={programWords.jumpTo(number, step.call.name)}
          onClick={() => seek({ done: step.index + 1, t: 0 })}
          onFocus={() => hover(identity)}
          onBlur={() => hover(null)}
        >
          {number}
        </button>
      )}
      <code className={styles["source"]}>
        <SourceText text={line.text} breaks />
      </code>
      {result !== null && <Chip result={result} step={step} />}
      {line.fails !== null && <p className={styles["fails"]}>{line.fails}</p>}
    </li>
  );
}

/** How the line ended. The result of a call can be asked about. */
function Chip({ result, step }: { readonly result: ResultLabel; readonly step: Step | null }) {
  const look = cx(styles["chip"], styles[result.tone]);
  if (step === null || result === RUNNING) {
    return (
      <span className={look} title={result.long}>
        {result.short}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={look}
      data-result={`call ${step.index}`}
      data-press="card"
      aria-label={programWords.resultOf(result.short, step.index + 1)}
    >
      {result.short}
    </button>
  );
}

/** The program as it runs: results at the ends of lines, the current line marked, a click goes there. */
export function Listing() {
  const text = useExplorer(selectText);
  const hovered = useExplorer(selectHovered);
  const { timeline, done, t, machine } = useMoment();
  const lit = lineOf(hovered, timeline, machine);
  return (
    <ol className={styles["list"]}>
      {linesOf(text, timeline, done, t).map((line) => (
        <Row
          key={line.number}
          line={line}
          lit={line.number === lit}
          identity={identityOfLine(line.number, line.step, machine)}
        />
      ))}
    </ol>
  );
}
