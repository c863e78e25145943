import { useEffect, useId, useLayoutEffect, useRef } from "react";
import { errnoOf } from "#engine/errno.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { useStoreApi } from "#ui/store.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { resultLabel } from "#ui/text/result.ts";
import styles from "./ResultCard.module.css";
import { failureOf } from "./failure.ts";
import { placeBeside } from "./placeBeside.ts";
import { type ShownResult, resultAt, stillStands } from "./resultAt.ts";
import { useAnswers } from "./useAnswers.ts";
import { useResultAnchor } from "./useResultAnchor.ts";
import { groupAnswers } from "./versions.ts";
import { resultWords } from "./words.ts";

/** The versions in which it holds, and what the others say. */
function Versions({ shown }: { readonly shown: ShownResult }) {
  const answers = useAnswers(shown);
  if (shown.rerun === null) return null;
  if (answers === null) return <p className={styles["quiet"]}>{resultWords.asking}</p>;
  return (
    <>
      <h4 className={styles["quiet"]}>{resultWords.versions}</h4>
      <dl className={styles["versions"]}>
        {groupAnswers(answers, shown.kernel).map(({ text, kernels, same }) => (
          <div key={text}>
            <dt>{kernels}</dt>
            <dd>{same ? resultWords.theSame : <CodeWords text={text} />}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function About({ shown }: { readonly shown: ShownResult }) {
  const { call, result, rule } = shown;
  const failure = failureOf(call.name, result);
  const meaning = result.kind === "failed" ? errnoOf(result.errno)?.text : undefined;
  const title = failure?.title ?? resultWords.returned(call.name, resultLabel(result).short);
  return (
    <>
      <h3 className={failure === null || failure.calm ? styles["calm"] : styles["headline"]}>{title}</h3>
      {rule !== null && failure !== null && (
        <p className={styles["rule"]}>
          {resultWords.brokenRule}: <CodeWords text={rule} />
        </p>
      )}
      {failure !== null && (
        <p>
          <CodeWords text={failure.why} />
        </p>
      )}
      {failure !== null && failure.where !== null && (
        <p>
          {lateWords.failedIn} <code>{failure.where}</code>
        </p>
      )}
      {result.kind === "failed" && meaning !== undefined && (
        <p className={styles["quiet"]}>{resultWords.named(result.errno, meaning)}</p>
      )}
      <Versions shown={shown} />
    </>
  );
}

/** Parts of a page with an explorer of their own say so; the workbench does not. */
const explorerOf = (element: Element | null): Element | null => element?.closest("[data-explorer]") ?? null;

/**
 * A name for every result on the page: the rule, the kernel function, the versions in which it holds. There is one
 * card an explorer; it explains every element that has `data-result` (resultAt.ts).
 */
export function ResultCard() {
  const store = useStoreApi();
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  const [anchor, close] = useResultAnchor(
    card,
    (element) => explorerOf(element) === explorerOf(card.current),
    (name) => resultAt(store.getState(), name),
  );
  useEffect(() => {
    if (anchor === null) return undefined;
    const { element, name } = anchor;
    element.setAttribute("aria-describedby", id);
    const stop = store.subscribe((state, old) => {
      if (!stillStands(name, state, old)) close();
    });
    return () => {
      element.removeAttribute("aria-describedby");
      stop();
    };
  }, [anchor, close, store, id]);
  useLayoutEffect(() => {
    const element = card.current;
    if (element === null || anchor === null) return undefined;
    element.showPopover();
    // What the other kernels say comes later and makes the card higher.
    const place = (): void => placeBeside(element, anchor.element);
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => {
      observer.disconnect();
      element.hidePopover();
    };
  }, [anchor]);
  return (
    <div ref={card} id={id} popover="manual" role="tooltip" aria-live="polite" className={styles["card"]}>
      {anchor !== null && <About shown={anchor.shown} />}
    </div>
  );
}
