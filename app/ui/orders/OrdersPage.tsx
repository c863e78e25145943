import { useEffect, useMemo, useRef, useState } from "react";
import { kernelById } from "#engine/kernels.ts";
import type { ExplorerState } from "#store/types.ts";
import { type InterleavePlan, planOf, textInOrder } from "#timeline/interleavePlan.ts";
import { OrderRules } from "#timeline/interleaveRules.ts";
import { words as pageWords } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useActions, useExplorer, useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import { closePage } from "#ui/views/route.ts";
import { Lanes } from "./Lanes.tsx";
import styles from "./Orders.module.css";
import { Outcomes } from "./Outcomes.tsx";
import { SetUp } from "./SetUp.tsx";
import { MOST_ORDERS, startOrders, stopOrders, subjectOf, useOrders } from "./session.ts";
import { words } from "./words.ts";

const selectText = (state: ExplorerState) => state.text;
const selectTitle = (state: ExplorerState) => state.title;
const selectKernel = (state: ExplorerState) => state.run.kernel;

/** `#/orders`: the threads of the current program as lanes, and what every order of their calls comes to. */
export function OrdersPage() {
  const store = useStoreApi();
  const text = useExplorer(selectText);
  const title = useExplorer(selectTitle) || pageWords.ownProgram;
  const kernel = useExplorer(selectKernel);
  const heading = useRef<HTMLHeadingElement>(null);
  /** Settled when the page opens, so that a moved call does not become part of it. */
  const [setUp, setSetUp] = useState(() => {
    const plan = planOf(text);
    return plan.ok ? plan.value.setUp : 0;
  });
  const plan = useMemo(() => planOf(text, setUp), [text, setUp]);
  useEscapeToWorkbench();
  useEffect(() => {
    store.getState().actions.pause();
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [store]);
  const error = plan.ok ? null : plan.error;
  return (
    <div className={styles["page"]}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
          {words.title}
        </h1>
        <p className={styles["about"]}>{words.about}</p>
        <p className={styles["of"]}>{words.of(title, kernelById(kernel)?.label ?? kernel)}</p>
        <SetUp text={text} value={setUp} onChange={setSetUp} />
        {plan.ok ? (
          <Search plan={plan.value} text={text} kernel={kernel} />
        ) : (
          <p role="alert" className={styles["bad"]}>
            {error === null || error === "too-long" ? words.tooLong : words.broken(error.range.line)}
          </p>
        )}
      </main>
    </div>
  );
}

interface SearchProps {
  readonly plan: InterleavePlan;
  readonly text: string;
  readonly kernel: string;
}

function Search({ plan, text, kernel }: SearchProps) {
  const { editText } = useActions();
  const session = useOrders();
  const count = useMemo(() => new OrderRules(plan).count(), [plan]);
  const mine = session.subject === subjectOf(plan, kernel);
  const running = mine && session.state === "running";
  const open = (example: string) => {
    editText(example);
    closePage();
  };
  if (plan.lanes.length < 2) return <p className={styles["quiet"]}>{words.oneThread}</p>;
  return (
    <>
      <Lanes plan={plan} onOrder={(order) => editText(textInOrder(plan, order))} />
      <div className={styles["try"]}>
        <Button look="primary" disabled={running} onClick={() => startOrders(plan, text, kernel)}>
          {words.tryAll}
        </Button>
        <span>{words.orders(count)}</span>
      </div>
      {running && <Progress total={Number(count ?? MOST_ORDERS)} />}
      {mine && session.state === "failed" && (
        <p role="alert" className={styles["bad"]}>
          {words.failed} {session.why}
        </p>
      )}
      {mine && session.plan !== null && session.found !== null && (
        <Outcomes plan={session.plan} found={session.found} onOpen={open} />
      )}
    </>
  );
}

function Progress({ total }: { readonly total: number }) {
  const { progress } = useOrders();
  return (
    <div className={styles["progress"]}>
      <progress aria-label={words.trying} max={Math.min(total, MOST_ORDERS)} value={progress.done} />
      <span role="status">{words.progress(progress.done, progress.outcomes)}</span>
      <Button onClick={stopOrders}>{words.stop}</Button>
    </div>
  );
}
