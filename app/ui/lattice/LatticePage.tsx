import { useEffect, useRef, useState } from "react";
import { draftText } from "#store/composer.ts";
import { selectComposed } from "#store/composed.ts";
import { LATTICE, type LatticeCell } from "#store/lattice.ts";
import { writeCall } from "#store/rewrite.ts";
import { sideBody, workbenchSide } from "#ui/compare/sides.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { SourceText } from "#ui/program/SourceText.tsx";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import { closePage, fragmentOf } from "#ui/views/route.ts";
import { Grid } from "./Grid.tsx";
import styles from "./Lattice.module.css";
import { useCells } from "./useCells.ts";
import { words } from "./words.ts";

interface PickedProps {
  readonly picked: readonly LatticeCell[];
  readonly hrefOf: (left: LatticeCell, right: LatticeCell) => string;
  readonly onClear: () => void;
}

/** Two cells lead to a comparison of their runs. */
function Picked({ picked, hrefOf, onClear }: PickedProps) {
  const [left, right] = picked;
  return (
    <p className={styles["pick"]}>
      {left !== undefined && right !== undefined ? (
        <a href={hrefOf(left, right)}>{words.compare}</a>
      ) : (
        <span>{left === undefined ? words.pickTwo : words.pickOther}</span>
      )}
      {left !== undefined && (
        <Button look="quiet" onClick={onClear}>
          {words.clear}
        </Button>
      )}
    </p>
  );
}

/** `#/lattice`: the composed call in every combination of flags, sizes and places. */
export function LatticePage() {
  const store = useStoreApi();
  const heading = useRef<HTMLHeadingElement>(null);
  const composed = useExplorer(selectComposed);
  const cells = useCells(composed);
  const [ticked, setTicked] = useState<readonly LatticeCell[]>([]);
  const picked = ticked.filter((cell) => cells.includes(cell));
  useEscapeToWorkbench();
  useEffect(() => {
    store.getState().actions.pause();
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [store]);
  const open = ({ draft }: LatticeCell): void => {
    const { actions, panels } = store.getState();
    actions.composeDraft(draft);
    if (!panels.open.composer) actions.togglePanel("composer");
    closePage("stage");
  };
  const pick = (cell: LatticeCell): void => {
    setTicked(picked.includes(cell) ? picked.filter((other) => other !== cell) : [...picked.slice(-1), cell]);
  };
  const bodyOf = ({ draft }: LatticeCell): string => {
    const side = workbenchSide(store.getState());
    const { text } = writeCall(side.text, { ...composed, draft });
    return sideBody({ ...side, text, cursor: { done: composed.at + 1, t: 0 } });
  };
  return (
    <div className={styles["page"]}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
          {words.title}
        </h1>
        <p className={styles["about"]}>{words.about}</p>
        <div className={styles["bar"]}>
          <code>
            <SourceText text={draftText(composed.draft, composed.names)} breaks />
          </code>
          <span className={styles["progress"]}>{words.progress(cells.length, LATTICE.length)}</span>
          <Picked
            picked={picked}
            hrefOf={(left, right) => fragmentOf("compare", [bodyOf(left), bodyOf(right)])}
            onClear={() => setTicked([])}
          />
        </div>
        <Grid cells={cells} picked={picked} onOpen={open} onPick={pick} />
      </main>
    </div>
  );
}
