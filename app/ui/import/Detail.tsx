import type { CallDetail, NearVma, RowDetail } from "#formats/logDetail.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useActions } from "#ui/store.tsx";
import { closePage } from "#ui/views/route.ts";
import styles from "./Import.module.css";
import { useImport } from "./session.ts";
import { KIND_WORDS, words } from "./words.ts";

/** What the chosen line did: the log beside the engine, and the mappings around it before and after. */
export function Detail() {
  const { chosen, detail } = useImport();
  if (chosen === null || detail === null) return <p className={styles["quiet"]}>{words.pick}</p>;
  return (
    <section className={styles["detail"]} aria-live="polite" aria-label={words.line(detail.lineNumber)}>
      <h3 className={styles["detailHead"]}>
        <span>{words.line(detail.lineNumber)}</span>
        {detail.pid > 0 && <span className={styles["quiet"]}>{words.thread(detail.pid)}</span>}
        <span className={styles["badge"]} data-kind={detail.kind}>
          {KIND_WORDS[detail.kind]}
        </span>
      </h3>
      {detail.call === null ? <Line detail={detail} /> : <CallOf detail={detail} call={detail.call} />}
    </section>
  );
}

function Line({ detail }: { readonly detail: RowDetail }) {
  const why = detail.line.includes(" resumed>")
    ? "beginning"
    : detail.line.endsWith("<unfinished ...>")
      ? "end"
      : "call";
  return (
    <>
      <pre className={styles["code"]}>{detail.line}</pre>
      {detail.kind === "unread" && (
        <>
          {detail.column > 0 && <p>{words.unreadAt(detail.column)}</p>}
          <p>{words.unreadWhy[why]}</p>
        </>
      )}
    </>
  );
}

interface CallProps {
  readonly detail: RowDetail;
  readonly call: CallDetail;
}

function CallOf({ detail, call }: CallProps) {
  const { visit } = useActions();
  const { text, logged, predicted, reason, where, before, after, scenario } = call;
  const open = (): void => {
    if (scenario === null) return;
    const title = words.scenarioTitle(detail.lineNumber);
    const cursor = { done: scenario.before, t: 0 };
    visit({ text: scenario.text, title, scenario: null, kernel: null, cursor });
    closePage("stage");
  };
  return (
    <>
      <pre className={styles["code"]}>{text}</pre>
      <dl className={styles["results"]}>
        <dt>{words.inLog}</dt>
        <dd>
          <code>{logged}</code>
        </dd>
        {predicted !== null && (
          <>
            <dt>{words.inEngine}</dt>
            <dd>
              <code>{predicted}</code>
            </dd>
          </>
        )}
      </dl>
      {reason !== null && (
        <p>
          {reason}
          {where !== null && detail.kind === "agrees" && ` (${words.decidedIn(where)})`}
        </p>
      )}
      <div className={styles["moments"]}>
        <Moment title={words.before} vmas={before} />
        <Moment title={words.after} vmas={after} />
      </div>
      {scenario === null ? (
        <p className={styles["quiet"]}>{words.noScenario}</p>
      ) : (
        <div className={styles["open"]}>
          <Button look="primary" onClick={open}>
            {words.toWorkbench}
          </Button>
          <span className={styles["quiet"]}>
            {words.toWorkbenchWhy}
            {!scenario.faithful && ` ${words.unfaithful}`}
          </span>
        </div>
      )}
    </>
  );
}

function Moment({ title, vmas }: { readonly title: string; readonly vmas: readonly NearVma[] }) {
  return (
    <div>
      <h4 className={styles["momentHead"]}>{title}</h4>
      {vmas.length === 0 && <p className={styles["quiet"]}>{words.nothingMapped}</p>}
      <ul className={styles["vmas"]}>
        {vmas.map(({ range, perms, name, pages, same }) => (
          <li key={range} className={cx(styles["vma"], !same && styles["changed"])}>
            <code>{range}</code>
            <code>{perms}</code>
            <span>{words.pages(pages)}</span>
            {name !== "" && <span className={styles["name"]}>{name}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
