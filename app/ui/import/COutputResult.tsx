import { explainCOutput, parseCOutput } from "#formats/cOutput.ts";
import type { COutput } from "#formats/cOutput.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useExplorer, useStoreApi } from "#ui/store.tsx";
import { closePage } from "#ui/views/route.ts";
import styles from "./Import.module.css";
import { words } from "./words.ts";

/** What the C program printed on the reader's machine, held against the program in the workbench. */
export function COutputResult({ text }: { readonly text: string }) {
  const parsed = parseCOutput(text);
  return (
    <section className={styles["detail"]} aria-label={words.cTitle} aria-live="polite">
      <h3 className={styles["detailHead"]}>{words.cTitle}</h3>
      {parsed.ok ? <Said output={parsed.value} /> : <p>{parsed.error}</p>}
    </section>
  );
}

function Said({ output }: { readonly output: COutput }) {
  switch (output.kind) {
    case "pass":
      return <p className={styles["good"]}>{words.cPass}</p>;
    case "skip":
      return <p>{words.cSkip(output.why)}</p>;
    case "different":
      return <Different output={output} />;
  }
}

function Different({ output }: { readonly output: Extract<COutput, { kind: "different" }> }) {
  const { timeline, text } = useExplorer((state) => state.run);
  const store = useStoreApi();
  const explained = explainCOutput(output, timeline, text);
  const look = (): void => {
    store.getState().actions.seek({ done: output.call - 1, t: 0 });
    closePage("stage");
  };
  return (
    <>
      <p className={styles["bad"]}>{words.cDifferent(output.call)}</p>
      <pre className={styles["code"]}>{output.text}</pre>
      <dl className={styles["results"]}>
        <dt>{words.cWhat}</dt>
        <dd>{output.what}</dd>
        <dt>{words.cExpected}</dt>
        <dd>
          <code>{output.expected}</code>
        </dd>
        <dt>{words.cGot}</dt>
        <dd>
          <code>{output.got}</code>
        </dd>
      </dl>
      {explained.ok ? (
        <>
          <p>
            {words.cRule}: {explained.value.why ?? words.cSucceeds}
            {explained.value.where !== null && ` (${words.decidedIn(explained.value.where)})`}
          </p>
          <p>{words.cKernels(explained.value.kernels, timeline.initial.config.kernel.label)}</p>
          <Button onClick={look}>{words.cChoose}</Button>
        </>
      ) : (
        <p>{explained.error}</p>
      )}
    </>
  );
}
