import { type Version, versionsOf } from "#timeline/compareVersions.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useExplorer } from "#ui/store.tsx";
import styles from "./Lists.module.css";
import { rowHere } from "./here.ts";
import { type Pair, sidesNow } from "./pair.ts";
import type { Sides } from "./sides.ts";
import { words } from "./words.ts";

interface Props {
  readonly pair: Pair;
  readonly onChange: (patch: Partial<Sides>) => void;
}

interface CellProps {
  readonly version: Version;
  readonly now: boolean;
  readonly onOpen: () => void;
}

function Cell({ version: { kernel, result, failed, differs }, now, onOpen }: CellProps) {
  const name = kernel.label.replace(/^Linux /, "");
  return (
    <li>
      <button
        type="button"
        className={cx(styles["version"], differs && styles["turn"])}
        aria-pressed={now}
        aria-label={words.versionCell(kernel.label, result, differs)}
        title={result}
        onClick={onOpen}
      >
        <span className={styles["kernel"]}>
          {differs && <span aria-hidden="true">≠ </span>}
          {name.replace(/ patch.*/, " patch")}
        </span>
        <span className={failed ? styles["error"] : styles["ok"]}>
          {result.replace(/^-1 /, "").replace(/ \(.*/, "")}
        </span>
      </button>
    </li>
  );
}

/** The left run's call at this row on every kernel; a cell puts that kernel on the right. */
export function VersionsStrip({ pair, onChange }: Props) {
  const here = useExplorer(({ cursor }) => rowHere(cursor));
  const step = pair.comparison.rows[here]?.left ?? null;
  const right = pair.right.getState().run.kernel;
  const open = (kernel: string): void => {
    const { left } = sidesNow(pair);
    onChange({ right: { ...left, kernel } });
  };
  return (
    <section className={styles["versions"]} aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      {step === null ? (
        <p className={styles["hint"]}>{words.noVersions}</p>
      ) : (
        <>
          <p className={styles["hint"]}>
            <code>{step.text}</code>
          </p>
          <p className={styles["hint"]}>{words.versionsAbout}</p>
          <ol className={styles["strip"]}>
            {versionsOf(step).map((version) => (
              <Cell
                key={version.kernel.id}
                version={version}
                now={version.kernel.id === right}
                onOpen={() => open(version.kernel.id)}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
