import { selectNotices } from "#store/selectors.ts";
import type { ExplorerState, Notice } from "#store/types.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { takeUpdate } from "#ui/offline/updates.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import styles from "./Notices.module.css";

const selectWaiting = (state: ExplorerState) => state.waiting;
const selectVisitor = (state: ExplorerState) => state.visitor;

function OneNotice({ notice }: { readonly notice: Notice }) {
  const { dismissNotice } = useActions();
  return (
    <div
      role={notice.severity === "error" ? "alert" : "status"}
      className={cx(styles["notice"], styles[notice.severity])}
    >
      <p className={styles["text"]}>{notice.text}</p>
      {notice.offer === "take-update" && (
        <Button onClick={() => void takeUpdate()}>{lateWords.takeUpdate}</Button>
      )}
      <Button look="quiet" square aria-label={lateWords.dismiss} onClick={() => dismissNotice(notice.id)}>
        <Icon name="close" />
      </Button>
      {notice.raw !== undefined && (
        <details className={styles["raw"]}>
          <summary>{lateWords.rawLink}</summary>
          {notice.raw}
        </details>
      )}
    </div>
  );
}

/** A link's program is on the page; the reader's own is kept aside. */
function VisitorBanner() {
  const visitor = useExplorer(selectVisitor);
  const { keepCopy, leaveVisit } = useActions();
  if (visitor === null) return null;
  const own = visitor.own !== null;
  return (
    <div role="status" className={styles["notice"]}>
      <p className={styles["text"]}>{own ? lateWords.visiting : lateWords.visitingFirst}</p>
      <Button onClick={keepCopy}>{lateWords.keepCopy}</Button>
      {own && <Button onClick={leaveVisit}>{lateWords.backToMine}</Button>}
    </div>
  );
}

/** The banner of a visit, and everything that is to be said once. */
export function NoticeList() {
  const notices = useExplorer(selectNotices);
  const waiting = useExplorer(selectWaiting);
  return (
    <div className={styles["notices"]}>
      {waiting && (
        <p role="status" className={styles["notice"]}>
          {lateWords.waiting}
        </p>
      )}
      <VisitorBanner />
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
