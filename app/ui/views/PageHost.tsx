import { Suspense } from "react";
import { words } from "#ui/messages.ts";
import { ErrorBoundary } from "#ui/primitives/ErrorBoundary.tsx";
import styles from "./Views.module.css";
import type { PageEntry, PageProps } from "./registry.ts";

interface Props extends PageProps {
  readonly page: PageEntry;
}

/** A page of the registry: its code is fetched first, and its failure stays its own. */
export function PageHost({ page, path }: Props) {
  return (
    <ErrorBoundary key={page.name} part={page.title}>
      <Suspense fallback={<p className={styles["fetching"]}>{words.pageFetching(page.title)}</p>}>
        <page.Page path={path} />
      </Suspense>
    </ErrorBoundary>
  );
}
