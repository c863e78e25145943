import { KERNELS } from "#engine/kernels.ts";
import type { Side } from "#timeline/compareCursor.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import { Select } from "#ui/primitives/Select.tsx";
import { StageArea } from "#ui/stage/StageArea.tsx";
import { StoreContext, useExplorer } from "#ui/store.tsx";
import { resultLabel } from "#ui/text/result.ts";
import styles from "./Compare.module.css";
import { SideCost } from "./SideCost.tsx";
import { rowHere } from "./here.ts";
import { type Pair, sidesNow } from "./pair.ts";
import { type Sides, sideBody } from "./sides.ts";
import { words } from "./words.ts";

interface Props {
  readonly pair: Pair;
  readonly side: Side;
  readonly phone: boolean;
  readonly onChange: (patch: Partial<Sides>) => void;
}

/** The call of the row on this side, with what it came back with. */
function SideCall({ pair, side }: Pick<Props, "pair" | "side">) {
  const here = useExplorer(({ cursor }) => rowHere(cursor));
  const step = pair.comparison.rows[here]?.[side];
  if (step === undefined || step === null) {
    return <p className={styles["call"]}>{step === undefined ? words.before : words.waits}</p>;
  }
  const { tone, short, long } = resultLabel(step.result);
  return (
    <p className={styles["call"]}>
      <code>
        {step.assigned === null ? "" : `${step.assigned} = `}
        {step.text}
      </code>
      <span className={styles[tone]} title={long}>
        {short}
      </span>
    </p>
  );
}

/** One run: its kernel, its stage, its cost. */
export function SideView({ pair, side, phone, onChange }: Props) {
  const work = pair.sides[side];
  const kernel = pair[side].getState().run.kernel;
  const setKernel = (id: string): void => {
    const now = sidesNow(pair)[side];
    onChange({ [side]: { ...now, kernel: id } });
  };
  return (
    <section className={styles["side"]} aria-label={words.stageOf(side)} data-explorer={side}>
      <header className={styles["head"]}>
        <h2>{words.sides[side]}</h2>
        <Select label={words.kernelOf(side)} prefix="Linux" value={kernel} onChange={setKernel}>
          {KERNELS.map(({ id, label }) => (
            <option key={id} value={id}>
              {label.replace(/^Linux /, "")}
            </option>
          ))}
        </Select>
        <span className={styles["name"]}>{work.title}</span>
        <Button
          look="quiet"
          aria-label={words.openSideLong(side)}
          onClick={() => {
            location.hash = sideBody(sidesNow(pair)[side]);
          }}
        >
          {words.openSide}
        </Button>
      </header>
      <SideCall pair={pair} side={side} />
      <div className={styles["stage"]}>
        <ErrorBoundary part={words.stageOf(side)}>
          <StoreContext value={pair[side]}>
            <StageArea orientation={phone ? "phone" : "wide"} />
          </StoreContext>
        </ErrorBoundary>
      </div>
      <SideCost pair={pair} side={side} />
    </section>
  );
}
