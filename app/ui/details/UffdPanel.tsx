import type { UffdMessage, Userfaultfd } from "#engine/machine.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import styles from "./Details.module.css";

const fieldText = ([name, value]: [string, number | string]): string =>
  `${name} ${typeof value === "number" ? `0x${value.toString(16)}` : value}`;

function Message({ message }: { readonly message: UffdMessage }) {
  return (
    <li className={styles["message"]}>
      <strong>{message.event}</strong> {Object.entries(message.fields).map(fieldText).join(", ")}
    </li>
  );
}

function Context({ uffd }: { readonly uffd: Userfaultfd }) {
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
            <Message key={index} message={message} />
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
        uffds.map((uffd) => <Context key={uffd.id} uffd={uffd} />)
      )}
    </Panel>
  );
}
