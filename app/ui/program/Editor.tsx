import { useId, useRef } from "react";
import type { ExplorerState } from "#store/types.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { useActions, useExplorer } from "#ui/store.tsx";
import { Diagnostics } from "./Diagnostics.tsx";
import { type Line, linesOf } from "./lines.ts";
import { PlainField } from "./PlainField.tsx";
import styles from "./Program.module.css";
import { useCodeEditor } from "./useCodeEditor.ts";
import { useTyping } from "./useTyping.ts";
import { programWords } from "./words.ts";

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
  const run = useExplorer(selectRun);
  const { timeline, done, t } = useMoment();
  const { editText, seek } = useActions();
  const messages = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const arrived = useCodeEditor(field);
  const { text, typing, isAhead, onText, commit } = useTyping();
  const lines = linesOf(run.text, timeline, done, t);
  const onJump = (line: number) => {
    const step = lines[line - 1]?.step ?? null;
    if (step !== null) seek({ done: step.index + 1, t: 0 });
  };
  const diagnostics = typing ? [] : run.diagnostics;
  return (
    <>
      {arrived === null ? (
        <PlainField
          text={text}
          field={field}
          diagnostics={diagnostics}
          describedBy={messages}
          onText={onText}
          onLeave={commit}
        />
      ) : (
        <div className={styles["code"]}>
          <arrived.CodeEditor
            text={text}
            typing={typing}
            isAhead={isAhead}
            start={arrived.start}
            diagnostics={diagnostics}
            notes={run.text === text ? lines.map(noteOf) : null}
            label={lateWords.programText}
            hint={programWords.editorKeys}
            onText={onText}
            onJump={onJump}
            onLeave={commit}
          />
        </div>
      )}
      <div id={messages} className={styles["status"]}>
        <Diagnostics text={text} onFix={editText} />
      </div>
    </>
  );
}
