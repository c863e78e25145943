import { useKeys } from "#ui/hooks/keys.ts";
import { useArrangement } from "#ui/hooks/media.ts";
import { usePlayback } from "#ui/hooks/playback.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import { type ExplorerStore, StoreContext } from "#ui/store.tsx";
import { Controls } from "#ui/transport/Controls.tsx";
import { Speed } from "#ui/transport/Speed.tsx";
import styles from "./Compare.module.css";
import { CompareTimeline } from "./CompareTimeline.tsx";
import { DifferenceList } from "./DifferenceList.tsx";
import { RightChoice } from "./RightChoice.tsx";
import { SideView } from "./SideView.tsx";
import { VersionsStrip } from "./VersionsStrip.tsx";
import { type Pair, sidesNow } from "./pair.ts";
import type { Sides } from "./sides.ts";
import { words } from "./words.ts";

interface Props {
  readonly pair: Pair;
  /** The workbench's explorer. */
  readonly main: ExplorerStore;
  readonly onSides: (sides: Sides) => void;
}

/** The clock asks nothing; playback stops nowhere. */
const NO_QUESTION = (): null => null;
const NOTHING = (): void => undefined;

function Inside({ pair, main, onSides }: Props) {
  const phone = useArrangement() === "phone";
  usePlayback(NO_QUESTION);
  useKeys(NOTHING);
  const change = (patch: Partial<Sides>): void => onSides({ ...sidesNow(pair), ...patch });
  return (
    <main className={styles["main"]}>
      <RightChoice phone={phone} pair={pair} main={main} onSides={onSides} />
      <div className={styles["sides"]}>
        <SideView pair={pair} side="left" onChange={change} phone={phone} />
        <SideView pair={pair} side="right" onChange={change} phone={phone} />
      </div>
      <section className={styles["transport"]} aria-label={words.timeline}>
        <div className={styles["controls"]}>
          <Controls />
          {!phone && <Speed />}
        </div>
        <CompareTimeline pair={pair} />
      </section>
      <div className={styles["below"]}>
        <ErrorBoundary part={words.differences}>
          <DifferenceList pair={pair} />
        </ErrorBoundary>
        <ErrorBoundary part={words.versions}>
          <VersionsStrip pair={pair} onChange={change} />
        </ErrorBoundary>
      </div>
    </main>
  );
}

/** Both runs with one clock, what differs, and what the call does elsewhere. */
export function CompareView(props: Props) {
  return (
    <StoreContext value={props.pair.clock}>
      <Inside {...props} />
    </StoreContext>
  );
}
