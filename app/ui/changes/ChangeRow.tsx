import type { KernelProfile } from "#engine/kernels.ts";
import { type Change, playChange, programOf, spansText } from "#teach/changes.ts";
import { UNSHOWN } from "#teach/unshown.ts";
import { openOn } from "#ui/library/open.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { useStoreApi } from "#ui/store.tsx";
import { closePage } from "#ui/views/route.ts";
import styles from "./Changes.module.css";
import { useIdle } from "./idle.ts";
import { TOPICS, words } from "./words.ts";

interface SideProps {
  readonly change: Change;
  readonly kernel: KernelProfile;
  readonly text: string;
}

/** One side of the change: what comes out there, and the way to see it. */
function Side({ change, kernel, text }: SideProps) {
  const store = useStoreApi();
  const { play, behaviour } = change;
  const open = (): void => {
    if (play === null) return;
    if ("scenario" in play) openOn(store, play.scenario, kernel.id);
    else {
      const work = { text: programOf(play), title: behaviour.what, scenario: null, kernel: kernel.id };
      store.getState().actions.visit({ ...work, cursor: { done: 0, t: 0 } });
    }
    closePage("stage");
  };
  return (
    <div className={styles["side"]}>
      <span className={styles["kernel"]}>{kernel.label}</span>
      <p className={styles["outcome"]}>
        <CodeWords text={text} />
      </p>
      <Button aria-label={`${words.open(kernel.label)}: ${behaviour.what}`} onClick={open}>
        {words.open(kernel.id)}
      </Button>
    </div>
  );
}

function Sides({ change }: { readonly change: Change }) {
  const contrast = useIdle(`change ${change.name}`, () => playChange(change));
  const { sides } = change;
  if (sides === null) return <p className={styles["quiet"]}>{words.noSides}</p>;
  return (
    <>
      <p className={styles["quiet"]}>
        {contrast ? words.call(contrast.call) : words.working}
        {contrast && <code className={styles["callText"]}>{contrast.text}</code>}
      </p>
      <div className={styles["sides"]}>
        <Side change={change} kernel={sides.before} text={contrast?.before ?? words.working} />
        <Side change={change} kernel={sides.after} text={contrast?.after ?? words.working} />
      </div>
    </>
  );
}

/** A change with its sentence, its commit, and its two sides. */
export function ChangeRow({ change }: { readonly change: Change }) {
  const { behaviour, topic, bug, play, name } = change;
  return (
    <li className={styles["change"]} aria-labelledby={`change-${name}`}>
      <div>
        <p className={styles["when"]}>
          {spansText(behaviour)}
          {bug && <span className={styles["bug"]}>{words.bug}</span>}
        </p>
        <h3 id={`change-${name}`} className={styles["what"]}>
          <CodeWords text={behaviour.what} />
        </h3>
        <p>
          <CodeWords text={behaviour.sentence} />
        </p>
        <p className={styles["quiet"]}>
          {TOPICS[topic]}
          {behaviour.commit !== null && (
            <>
              {" · "}
              {words.commit} <code>{behaviour.commit}</code>
            </>
          )}
        </p>
      </div>
      <div>
        {play === null ? <p className={styles["quiet"]}>{UNSHOWN[name]}</p> : <Sides change={change} />}
      </div>
    </li>
  );
}
