import { useEffect, useState } from "react";
import { selectDone, selectNotices, selectStep, selectTimeline } from "#store/selectors.ts";
import type { ExplorerState } from "#store/types.ts";
import { scenarioOf, useCatalog } from "#ui/catalog.tsx";
import type { LinkMaker } from "#ui/dialogs/Links.tsx";
import { useKeys } from "#ui/hooks/keys.ts";
import { useMedia } from "#ui/hooks/media.ts";
import { words as pageWords } from "#ui/messages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { FittedStage } from "#ui/present/FittedStage.tsx";
import { ProcessSwitch } from "#ui/stage/ProcessSwitch.tsx";
import { Sentence } from "#ui/stage/Sentence.tsx";
import { hasForked } from "#ui/stage/process.ts";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import { resultLabel } from "#ui/text/result.ts";
import { Transport } from "#ui/transport/Transport.tsx";
import styles from "./Embed.module.css";
import { EmbedQuestion } from "./EmbedQuestion.tsx";
import { useAround } from "./around.ts";
import { SCALES } from "./scales.ts";
import { words } from "./words.ts";

/** Keys of the workbench's own panels have nothing to do here. */
const NOTHING = (): void => undefined;
/** A link is made when the reader has rested this long, in milliseconds. */
const REST = 150;

const withoutEmbed = (link: string): string => {
  const address = new URL(link);
  address.searchParams.delete("embed");
  return address.href.replace(/\?(?=#|$)/, "");
};

/** The address of the same state in the whole explorer. */
function useOpenLink(makeLink: LinkMaker): string {
  const store = useStoreApi();
  const [link, setLink] = useState(() => withoutEmbed(location.href));
  useEffect(() => {
    let timer = 0;
    const make = async (): Promise<void> => setLink(withoutEmbed(await makeLink("here")));
    const plan = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void make(), REST);
    };
    plan();
    const leave = store.subscribe((now, before) => {
      if (now.cursor !== before.cursor || now.run !== before.run) plan();
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store, makeLink]);
  return link;
}

/** The call that is under way or has just ended, and how it ended. */
function CallNow() {
  const step = useExplorer(selectStep);
  const done = useExplorer(selectDone);
  if (step === null) {
    return (
      <p className={styles["call"]}>
        <span className={styles["text"]}>{words.atStart}</span>
      </p>
    );
  }
  const result = step.index < done ? resultLabel(step.result) : null;
  return (
    <p className={styles["call"]}>
      <span className="sr-only">{words.call}: </span>
      <code className={styles["text"]}>{step.text}</code>
      <span className="sr-only">{words.result}: </span>
      <span className={cx(styles["result"], result !== null && styles[result.tone])} title={result?.long}>
        {result?.short ?? <span aria-label={words.notYet}>…</span>}
      </span>
    </p>
  );
}

/** What went wrong with the link, say. What can be done about it is done in the explorer. */
function Said() {
  const notices = useExplorer(selectNotices);
  return notices.map(({ id, text }) => (
    <p key={id} role="alert" className={styles["said"]}>
      {text}
    </p>
  ));
}

const selectScenario = (state: ExplorerState) => state.scenario;
const selectTitle = (state: ExplorerState) => state.title;

/** The explorer inside another page: to watch, to step through and to answer, not to change. */
export function EmbedPage({ makeLink }: { readonly makeLink: LinkMaker }) {
  const catalog = useCatalog();
  const question = scenarioOf(catalog, useExplorer(selectScenario))?.question ?? null;
  const title = useExplorer(selectTitle) || pageWords.ownProgram;
  const link = useOpenLink(makeLink);
  const forked = hasForked(useExplorer(selectTimeline));
  const phone = useMedia("(width < 600px)");
  const small = useMedia("(width < 900px) or (height < 520px)");
  useKeys(NOTHING);
  useAround();
  return (
    <div className={cx(styles["page"], phone && styles["phone"])}>
      <header className={styles["head"]}>
        <h1 className={styles["title"]}>{title}</h1>
        <CallNow />
        {forked && (
          <div className={styles["processes"]}>
            <ProcessSwitch />
          </div>
        )}
        <a className={styles["open"]} href={link} target="_blank" rel="noopener">
          {words.open}
        </a>
      </header>
      <main id="stage" className={styles["main"]} tabIndex={-1}>
        <Said />
        <ErrorBoundary part={pageWords.stage}>
          <FittedStage
            orientation={phone ? "phone" : "wide"}
            scales={SCALES}
            withProcesses={false}
            foot={(layout) => (
              <div className={styles["sentence"]}>
                <Sentence layout={layout} />
              </div>
            )}
          />
        </ErrorBoundary>
        {question !== null && <EmbedQuestion key={question.id} question={question} />}
      </main>
      <footer className={styles["foot"]}>
        <Transport phone={small} />
      </footer>
    </div>
  );
}
