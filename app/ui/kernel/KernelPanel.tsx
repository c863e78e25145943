import { Fragment, useEffect, useRef } from "react";
import { type KernelCheck, type KernelRow, kernelTree } from "#scene/kernelTree.ts";
import { FoldingPanel } from "#ui/layout/FoldingPanel.tsx";
import { useMoment } from "#ui/hooks/moment.ts";
import { reveal } from "#ui/hooks/reveal.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { words } from "#ui/messages.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { ErrnoCard } from "./ErrnoCard.tsx";
import styles from "./Kernel.module.css";
import { locksHeld } from "./locks.ts";

/** CSS pixels that a function stands in from its caller. */
const INDENT = 9;

function Check({ check }: { readonly check: KernelCheck }) {
  const failed = check.state === "failed";
  return (
    <li className={cx(styles["check"], failed && styles["bad"])}>
      <span className={styles["mark"]} aria-hidden="true">
        {failed ? "✕" : "✓"}
      </span>
      <span>
        <span className="sr-only">{failed ? lateWords.checkFailed : lateWords.checkPassed}: </span>
        {check.rule}
      </span>
    </li>
  );
}

/** May break after an underscore. */
function FunctionName({ name }: { readonly name: string }) {
  const parts = name.split(/(?<=[a-z]_)(?=[a-z])/);
  return (
    <span className={styles["fn"]}>
      {parts.map((part, index) => (
        // Pieces of one name, in their order.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}

interface RowProps {
  readonly row: KernelRow;
  readonly call: number;
  readonly lit: boolean;
}

function Row({ row, call, lit }: RowProps) {
  const { hover } = useActions();
  const ref = useRef<HTMLLIElement>(null);
  const now = row.state === "now";
  useEffect(() => {
    if (now && ref.current !== null) reveal(ref.current);
  }, [now]);
  const checks = row.state === "pending" ? [] : row.checks.filter(({ state }) => state !== "pending");
  const shown = now || row.failed ? checks : [];
  const indent = { marginInlineStart: `${row.depth * INDENT}px` };
  return (
    <li ref={ref} style={indent} aria-current={now ? "step" : undefined}>
      <div
        className={cx(styles["row"], styles[row.state], row.failed && styles["failed"], lit && styles["lit"])}
        onPointerEnter={() => hover({ kind: "event", call, event: row.key })}
        onPointerLeave={() => hover(null)}
      >
        <FunctionName name={row.fn} />
        {row.note !== "" && <span className={styles["note"]}>{row.note}</span>}
      </div>
      {shown.length > 0 && (
        <ul className={styles["checks"]}>
          {shown.map((check) => (
            <Check key={check.rule} check={check} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Where the kernel is: the functions of the call as a tree, checks, locks, and why a call failed. */
export function KernelPanel() {
  const { step, progress, events } = useMoment();
  const hovered = useExplorer((state) => (state.hovered?.kind === "event" ? state.hovered.event : null));
  if (step === null) {
    return (
      <FoldingPanel name="kernel" title={words.kernel}>
        <p className={styles["idle"]}>{lateWords.kernelIdle}</p>
      </FoldingPanel>
    );
  }
  const locks = locksHeld(step.events, events);
  return (
    <FoldingPanel name="kernel" title={words.kernel} about={step.call.name}>
      {progress === 1 && <ErrnoCard step={step} />}
      <ul className={styles["tree"]} aria-label={lateWords.kernelTree}>
        {kernelTree(step, progress).map((row) => (
          <Row key={row.key} row={row} call={step.index} lit={row.key === hovered} />
        ))}
      </ul>
      <p className={styles["locks"]}>
        {lateWords.locks}: <code>{locks.length === 0 ? lateWords.noLocks : locks.join(", ")}</code>
      </p>
    </FoldingPanel>
  );
}
