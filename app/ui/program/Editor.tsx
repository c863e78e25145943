import { useEffect, useId, useRef, useState } from "react";
import type { ExplorerState } from "#store/types.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { words } from "#ui/messages.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { Diagnostics } from "./Diagnostics.tsx";
import { type Line, linesOf } from "./lines.ts";
import { PlainField } from "./PlainField.tsx";
import styles from "./Program.module.css";
import { useCodeEditor } from "./useCodeEditor.ts";
import { programWords } from "./words.ts";

/** Quiet time after a key before the program runs, in milliseconds. */
const TYPING_PAUSE = 250;

const selectText = (state: ExplorerState) => state.text;
const selectRun = (state: ExplorerState) => state.run;

const noteOf = ({ number, result, fails, current, step }: Line) => ({
  line: number,
  result,
  fails,
  current,
  jumps: step !== null,
});

/** The program as text. It runs when the typing pauses; while it has an error, the last good run stays. */
export function Editor() {
  const stored = useExplorer(selectText);
  const run = useExplorer(selectRun);
  const { timeline, done, t } = useMoment();
  const { editText, seek } = useActions();
  const messages = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const arrived = useCodeEditor(field);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? stored;
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => {
      editText(typed);
      setTyped(null);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, editText]);
  const onLeave = () => {
    if (typed !== null) editText(typed);
    setTyped(null);
  };
  const lines = linesOf(run.text, timeline, done, t);
  const onJump = (line: number) => {
    const step = lines[line - 1]?.step ?? null;
    if (step !== null) seek({ done: step.index + 1, t: 0 });
  };
  const diagnostics = typed === null ? run.diagnostics : [];
  return (
    <>
      {arrived === null ? (
        <PlainField
          text={text}
          field={field}
          diagnostics={diagnostics}
          describedBy={messages}
          onText={setTyped}
          onLeave={onLeave}
        />
      ) : (
        <div className={styles["code"]}>
          <arrived.CodeEditor
            text={text}
            typing={typed !== null}
            start={arrived.start}
            diagnostics={diagnostics}
            notes={run.text === text ? lines.map(noteOf) : null}
            label={words.programText}
            hint={programWords.editorKeys}
            onText={setTyped}
            onJump={onJump}
            onLeave={onLeave}
          />
        </div>
      )}
      <div id={messages} className={styles["status"]}>
        <Diagnostics text={text} onFix={editText} />
      </div>
    </>
  );
}
