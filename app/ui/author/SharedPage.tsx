import { useEffect, useState } from "react";
import type { Result } from "#base/result.ts";
import { type Walkthrough, unpackWalkthrough } from "#link/walkthrough.ts";
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
import { words } from "./words.ts";

interface Read {
  readonly packed: string;
  readonly result: Result<Walkthrough, string>;
}

/** `#/walk-shared/<packed>/<step>`: a walkthrough out of its link. */
export function SharedPage({ path }: PageProps) {
  const [packed = "", part] = path;
  const [read, setRead] = useState<Read | null>(null);
  useEscapeToWorkbench();
  useEffect(() => {
    let wanted = true;
    const unpack = async (): Promise<void> => {
      const result = await unpackWalkthrough(packed);
      if (wanted) setRead({ packed, result });
    };
    void unpack();
    return () => {
      wanted = false;
    };
  }, [packed]);
  if (read?.packed === packed && read.result.ok) {
    const walk = read.result.value;
    const edit = (): void => {
      replaceWalk(walk);
      openPage("author");
    };
    return (
      <Player
        key={packed}
        walk={walk}
        index={indexIn(part, walk.steps.length)}
        onGo={(index) => openPage(SHARED_PAGE, [packed, String(index + 1)])}
        way={<Button onClick={edit}>{words.edit}</Button>}
      />
    );
  }
  return (
    <div className={styles["page"]}>
      <PageBar />
      <main className={styles["main"]}>
        <h1 className={styles["title"]}>{read === null ? words.player : words.cannot}</h1>
        <p role={read === null ? "status" : "alert"}>
          {read === null || read.result.ok ? words.reading : read.result.error}
        </p>
      </main>
    </div>
  );
}
