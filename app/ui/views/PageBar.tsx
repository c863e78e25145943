import type { ReactNode } from "react";
import { lateWords } from "#ui/lateMessages.ts";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Logo } from "#ui/topbar/Logo.tsx";
import { Settings } from "#ui/topbar/Settings.tsx";
import { PagesMenu } from "./PagesMenu.tsx";
import styles from "./Views.module.css";
import { closePage } from "./route.ts";

/** The bar at the top of every page beside the workbench. `children`: the page's own controls. */
export function PageBar({ children }: { readonly children?: ReactNode }) {
  return (
    <header className={styles["bar"]}>
      <div className={styles["brand"]}>
        <Logo />
        <span className={styles["name"]}>{words.name}</span>
      </div>
      <Button aria-label={lateWords.toWorkbenchLong} onClick={() => closePage()}>
        <span aria-hidden="true">←</span> {lateWords.toWorkbench}
      </Button>
      {children}
      <div className={styles["space"]} />
      <PagesMenu />
      <Settings />
    </header>
  );
}
