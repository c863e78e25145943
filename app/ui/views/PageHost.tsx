import { type ReactNode, Suspense } from "react";
import { lateWords } from "#ui/lateMessages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import styles from "./Views.module.css";
import { watchDrops } from "./droppedFiles.ts";
import { type PageProps, pageNamed } from "./registry.ts";

export interface PageHostProps extends PageProps {
  readonly name: string;
  /** Shown instead of a page that this version does not have. */
  readonly otherwise: ReactNode;
}

watchDrops(window);

/** A page of the registry: its code is fetched first, and its failure stays its own. */
export function PageHost({ name, path, otherwise }: PageHostProps) {
  const page = pageNamed(name);
  if (page === undefined) return otherwise;
  return (
    <ErrorBoundary key={page.name} part={page.title}>
      <Suspense fallback={<p className={styles["fetching"]}>{lateWords.pageFetching(page.title)}</p>}>
        <page.Page path={path} />
      </Suspense>
    </ErrorBoundary>
  );
}
