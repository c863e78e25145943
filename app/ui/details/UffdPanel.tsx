import type { Machine, UffdMessage, Userfaultfd } from "#engine/machine.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import styles from "./Details.module.css";
import { detailWords } from "./words.ts";

const fieldText = ([name, value]: [string, number | string]): string =>
  `${name} ${typeof value === "number" ? `0x${value.toString(16)}` : value}`;

/** One message as an envelope: who sleeps until it is dealt with is written on it. */
function Message({ message, machine }: { readonly message: UffdMessage; readonly machine: Machine }) {
  const sleeper = message.tid === undefined ? undefined : machine.tasks.get(message.tid)?.name;
  return (
    <li className={styles["message"]}>
      <svg className={styles["envelope"]} viewBox="0 0 18 13" width="18" height="13" aria-hidden="true">
        <path d="M1 1H17V12H1ZM1 1L9 7.5L17 1" />
      </svg>
      <span>
        <strong>{message.event}</strong> {Object.entries(message.fields).map(fieldText).join(", ")}
        {sleeper !== undefined && <em className={styles["sleeper"]}>{detailWords.uffdWaits(sleeper)}</em>}
      </span>
    </li>
  );
}

function Context({ uffd, machine }: { readonly uffd: Userfaultfd; readonly machine: Machine }) {
  return (
    <>
      <dl className={styles["rows"]}>
        <div className={styles["row"]}>
          <dt className="mono">{`fd ${uffd.fd}`}</dt>
          <dd>{uffd.ready ? lateWords.uffdReady : lateWords.uffdNew}</dd>
        </div>
      </dl>
      {uffd.queue.length === 0 ? (
        <p className={styles["quiet"]}>{lateWords.uffdQueueEmpty}</p>
      ) : (
        <ol className={styles["queue"]}>
          {uffd.queue.map((message, index) => (
            // Messages are read from the front; a place in the queue is all the identity they have.
            // oxlint-disable-next-line react/no-array-index-key
            <Message key={index} message={message} machine={machine} />
          ))}
        </ol>
      )}
    </>
  );
}

/** What waits to be read from each userfaultfd. */
export function UffdPanel() {
  const { machine } = useMoment();
  const uffds = [...machine.uffds.values()];
  return (
    <Panel title={lateWords.uffd}>
      {uffds.length === 0 ? (
        <p className={styles["quiet"]}>{lateWords.uffdNone}</p>
      ) : (
        uffds.map((uffd) => <Context key={uffd.id} uffd={uffd} machine={machine} />)
      )}
    </Panel>
  );
}
