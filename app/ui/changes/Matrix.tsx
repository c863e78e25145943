import { kernelById } from "#engine/kernels.ts";
import { TRIED_KERNELS, type Trial } from "#scenarios/trials/trial.ts";
import { TRIALS } from "#scenarios/trials/trials.ts";
import { trialCell } from "#teach/trialCells.ts";
import { openOn } from "#ui/library/open.ts";
import { cx } from "#ui/primitives/cx.ts";
import { useStoreApi } from "#ui/store.tsx";
import { closePage } from "#ui/views/route.ts";
import styles from "./Changes.module.css";
import { useIdle } from "./idle.ts";
import { words } from "./words.ts";

const labelOf = (kernel: string): string => kernelById(kernel)?.release ?? kernel;

const wasTried = (trial: Trial, kernel: string): boolean =>
  trial.outcomes.some(({ kernels }) => kernels.some((each) => each === kernel));

const textOf = (trial: Trial, kernel: string): string | null =>
  wasTried(trial, kernel) ? trialCell(trial, kernel) : words.notTried;

interface CellProps {
  readonly trial: Trial;
  readonly kernel: string;
  /** The kernel of the column before; a cell that says the same is quieter. */
  readonly left: string | null;
}

function Cell({ trial, kernel, left }: CellProps) {
  const store = useStoreApi();
  const text = useIdle(`trial ${trial.trial} ${kernel}`, () => textOf(trial, kernel));
  const before = useIdle(`trial ${trial.trial} ${left ?? kernel}`, () => textOf(trial, left ?? kernel));
  const open = (): void => {
    openOn(store, trial.scenario, kernel);
    closePage("stage");
  };
  const shown = text ?? words.working;
  return (
    <td>
      <button
        type="button"
        className={cx(
          styles["cell"],
          ((left !== null && text === before) || text === words.notTried) && styles["same"],
        )}
        aria-label={words.cell(trial.title, labelOf(kernel), shown)}
        onClick={open}
      >
        {shown}
      </button>
    </td>
  );
}

/** Rows of calls, columns of kernels; each cell plays. */
export function Matrix() {
  return (
    // A wide table scrolls, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles["scroll"]} role="region" aria-label={words.matrixCaption} tabIndex={0}>
      <table className={styles["matrix"]}>
        <caption className="sr-only">{words.matrixCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.trial}</th>
            {TRIED_KERNELS.map((kernel) => (
              <th key={kernel} scope="col">
                {labelOf(kernel)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TRIALS.map((trial) => (
            <tr key={trial.trial}>
              <th scope="row">{trial.title}</th>
              {TRIED_KERNELS.map((kernel, i) => (
                <Cell key={kernel} trial={trial} kernel={kernel} left={TRIED_KERNELS[i - 1] ?? null} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
