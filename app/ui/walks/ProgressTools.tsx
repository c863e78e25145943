import { useState } from "react";
import { type WalkMarks, packProgress } from "#teach/walkProgress.ts";
import { Copyable } from "#ui/dialogs/Copyable.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { useActions } from "#ui/store.tsx";
import { fragmentOf } from "#ui/views/route.ts";
import styles from "./Walks.module.css";
import { words } from "./words.ts";

const save = (name: string, all: readonly WalkMarks[]): void => {
  const walks = all.map(({ walk, marks }) => ({
    id: walk.id,
    title: walk.title,
    steps: walk.steps.map((step, index) => ({ id: step.id, title: step.title, answer: marks[index] })),
  }));
  const content = new Blob([JSON.stringify({ name, walks }, null, 2)], { type: "application/json" });
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = words.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

/** Forgetting is asked for twice. */
function Reset() {
  const { resetProgress } = useActions();
  const [sure, setSure] = useState(false);
  if (!sure) return <Button onClick={() => setSure(true)}>{words.reset}</Button>;
  const forget = () => {
    resetProgress();
    setSure(false);
  };
  return (
    <span role="alert" className={styles["sure"]}>
      {words.resetSure}
      <Button onClick={forget}>{words.resetYes}</Button>
      <Button look="quiet" onClick={() => setSure(false)}>
        {words.resetNo}
      </Button>
    </span>
  );
}

/** What was answered so far: to show, to keep, to forget. */
export function ProgressTools({ all }: { readonly all: readonly WalkMarks[] }) {
  const [name, setName] = useState("");
  const { origin, pathname, search } = location;
  const link = `${origin}${pathname}${search}${fragmentOf("walks", ["progress", packProgress(name, all)])}`;
  return (
    <section className={styles["tools"]} aria-label={words.progress}>
      <h2 className={styles["cardTitle"]}>{words.progress}</h2>
      <p className={styles["cardAbout"]}>{words.progressAbout}</p>
      <label className={styles["name"]}>
        {words.name}
        <input value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
      </label>
      <div className={styles["link"]}>
        <Copyable label={words.link} value={link} />
      </div>
      <div className={styles["row"]}>
        <Button onClick={() => save(name, all)}>{words.file}</Button>
        <Reset />
      </div>
    </section>
  );
}
