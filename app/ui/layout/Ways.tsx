import { useActions } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import styles from "./Ways.module.css";

/** Its words come with it, before all that comes late: a phone's first picture has it. */
const words = {
  ways: "Where to begin",
  library: "Library",
  write: "Write your own",
  log: "Paste your strace",
};

/** Ids of what opens a page: it gets the focus back. */
const LIBRARY = "way-library";
const LOG = "way-log";

/** On a phone, where the bar has no room for words: what is there, what one can write, what one can bring. */
export function Ways() {
  const { showTab } = useActions();
  const write = (): void => {
    showTab("program");
    document.getElementById("phone-program")?.scrollIntoView({ block: "start" });
  };
  return (
    <nav className={styles["ways"]} aria-label={words.ways}>
      <button type="button" id={LIBRARY} onClick={() => openPage("library", [], LIBRARY)}>
        {words.library}
      </button>
      <button type="button" onClick={write}>
        {words.write}
      </button>
      <button type="button" id={LOG} onClick={() => openPage("import", [], LOG)}>
        {words.log}
      </button>
    </nav>
  );
}
