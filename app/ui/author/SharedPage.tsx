import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import type { PageProps } from "#ui/views/registry.ts";
import { openPage } from "#ui/views/route.ts";
import { Button } from "#ui/primitives/Button.tsx";
import styles from "./Author.module.css";
import { indexIn } from "./AuthorPage.tsx";
import { SHARED_PAGE } from "./AuthorTools.tsx";
import { Player } from "./Player.tsx";
import { replaceWalk } from "./draft.ts";
import { useUnpacked } from "./useUnpacked.ts";
import { words } from "./words.ts";

/** `#/walk-shared/<packed>/<step>`: a walkthrough out of its link. */
export function SharedPage({ path }: PageProps) {
  const [packed = "", part] = path;
  const read = useUnpacked(packed);
  useEscapeToWorkbench();
  if (read?.ok === true) {
    const walk = read.value;
    const index = indexIn(part, walk.steps.length);
    const edit = (): void => {
      replaceWalk(walk);
      openPage("author");
    };
    return (
      <Player
        key={packed}
        walk={walk}
        index={index}
        onGo={(next) => openPage(SHARED_PAGE, [packed, String(next + 1)])}
        way={
          <>
            <Button onClick={edit}>{words.edit}</Button>{" "}
            <Button onClick={() => openPage("present", ["shared", packed, String(index + 1)])}>
              {words.project}
            </Button>
          </>
        }
      />
    );
  }
  return (
    <div className={styles["page"]}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 className={styles["title"]}>{read === null ? words.player : words.cannot}</h1>
        <p role={read === null ? "status" : "alert"}>{read === null ? words.reading : read.error}</p>
      </main>
    </div>
  );
}
