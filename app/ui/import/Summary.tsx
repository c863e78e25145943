import type { MapsComparison } from "#formats/mapsCompare.ts";
import type { ImportSummary } from "#workers/importMessages.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Import.module.css";
import { setFilter, useImport } from "./session.ts";
import { words } from "./words.ts";

const MOST_SHOWN = 12;

/** How many calls agree, what differs, and what no log can tell. */
export function Summary() {
  const { summary } = useImport();
  if (summary === null) return null;
  const { agrees, differs, takenOver, notModelled, unread } = summary.counts;
  const calls = agrees + differs + takenOver + notModelled;
  const good = differs === 0 && calls > 0;
  const nothing = calls === 0 && unread > 0 && unread === summary.rows;
  return (
    <div>
      <p
        className={cx(styles["verdictLine"], good ? styles["good"] : differs > 0 && styles["bad"])}
        role="status"
      >
        {calls > 0 ? words.agree(agrees, calls) : nothing ? words.nothing : words.noCalls}
      </p>
      <ul className={styles["facts"]}>
        <Fact count={differs} text={words.differ(differs)} kind="differs" />
        <Fact count={takenOver} text={words.open(takenOver)} kind="takenOver" />
        <Fact count={notModelled} text={words.unmodelled(notModelled)} kind="notModelled" />
        <Fact count={unread} text={words.unread(unread)} kind="unread" />
        <li>{words.facts(summary.lines, summary.milliseconds, Math.max(1, summary.pids.length))}</li>
      </ul>
      {summary.stopped && <p>{words.stopped}</p>}
      {summary.mapsProblem !== null && <p>{words.mapsProblem(summary.mapsProblem)}</p>}
      {summary.end !== null && <End end={summary.end} />}
      <Untold summary={summary} />
    </div>
  );
}

interface FactProps {
  readonly count: number;
  readonly text: string;
  readonly kind: "differs" | "takenOver" | "notModelled" | "unread";
}

/** A count that leads to its lines. */
function Fact({ count, text, kind }: FactProps) {
  if (count === 0 && kind !== "differs") return null;
  if (count === 0) return <li>{text}</li>;
  const show = () => setFilter({ text: "", call: "", errno: "", pid: null, kind });
  return (
    <li>
      <button type="button" className={styles["link"]} onClick={show}>
        {text}
      </button>
    </li>
  );
}

function Untold({ summary }: { readonly summary: ImportSummary }) {
  return (
    <details className={styles["untold"]}>
      <summary>{words.untold}</summary>
      <ul className={styles["plain"]}>
        <li>{words.untoldAlways}</li>
        <li>{summary.maps === 0 ? words.noMaps : words.mapsUsed(summary.maps)}</li>
        {summary.reasons
          .filter(({ kind }) => kind !== "differs")
          .map(({ reason, count }) => (
            <li key={reason}>{words.reason(reason, count)}</li>
          ))}
      </ul>
    </details>
  );
}

function End({ end }: { readonly end: MapsComparison }) {
  const { same, onlyEngine, onlyFile } = end;
  if (onlyEngine.length + onlyFile.length === 0) return <p>{words.endSame(same)}</p>;
  return (
    <div>
      <p>{words.endDiffers(same)}</p>
      <ul className={styles["plain"]}>
        {onlyEngine.slice(0, MOST_SHOWN).map((text) => (
          <li key={`e${text}`}>
            <code>{words.onlyEngine(text)}</code>
          </li>
        ))}
        {onlyFile.slice(0, MOST_SHOWN).map((text) => (
          <li key={`f${text}`}>
            <code>{words.onlyFile(text)}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
