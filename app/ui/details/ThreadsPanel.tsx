import { type ThreadLane, threadLanes } from "#ui/facts/threads.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Details.module.css";
import { detailWords as words } from "./words.ts";

function Lane({
  lane,
  calls,
  place,
}: {
  readonly lane: ThreadLane;
  readonly calls: number;
  readonly place: number;
}) {
  return (
    <div className={styles["swim"]} aria-hidden="true">
      {lane.parts.map((part) => (
        <span
          key={`${part.kind} ${part.from}`}
          className={cx(styles["swimPart"], styles[part.kind])}
          style={{
            left: `${(100 * part.from) / calls}%`,
            width: `${(100 * (part.to - part.from)) / calls}%`,
          }}
          title={part.kind === "sleeps" ? words.threadWaits(part.text) : part.text}
        />
      ))}
      <span className={styles["swimNow"]} style={{ left: `${(100 * place) / calls}%` }} />
    </div>
  );
}

/** One lane a thread: when it acts, when it sleeps, and on what it sleeps now. */
export function ThreadsPanel() {
  const { timeline, done, t, machine } = useMoment();
  const calls = timeline.steps.length;
  const tasks = [...machine.tasks.values()];
  return (
    <Panel title={words.threads}>
      <ul className={styles["threads"]} aria-label={words.threadAt(words.callsDone(done, calls))}>
        {threadLanes(timeline).map((lane) => {
          const why = tasks.find((task) => task.name === lane.name)?.blockedOn ?? null;
          return (
            <li key={lane.name}>
              <span className={styles["threadName"]}>{lane.name}</span>
              <span className={cx(styles["threadState"], why !== null && styles["sleeping"])}>
                {why === null ? words.threadRuns : words.threadWaits(why)}
              </span>
              <Lane lane={lane} calls={Math.max(1, calls)} place={done + t} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
