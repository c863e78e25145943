import { Suspense, lazy, useEffect, useState } from "react";
import { type Catalog, CatalogContext, scenarioOf } from "./catalog.tsx";
import type { LinkMaker } from "./dialogs/ShareDialog.tsx";
import { followCall } from "./hooks/follow.ts";
import { useKeys } from "./hooks/keys.ts";
import { usePlayback } from "./hooks/playback.ts";
import { useTheme } from "./hooks/theme.ts";
import styles from "./layout/Workbench.module.css";
import { Workbench } from "./layout/Workbench.tsx";
import { takeOpener, useView } from "./library/view.ts";
import { words } from "./messages.ts";
import { ErrorBoundary } from "./primitives/ErrorBoundary.tsx";
import { type ExplorerStore, StoreContext } from "./store.tsx";

export interface AppProps {
  readonly store: ExplorerStore;
  readonly catalog: Catalog;
  readonly makeLink: LinkMaker;
}

type Open = "none" | "share" | "keys";

/** Fetched when a reader first goes there. */
const LibraryPage = lazy(async () => {
  const module = await import("./library/LibraryPage.tsx");
  return { default: module.LibraryPage };
});

const ShareDialog = lazy(async () => {
  const module = await import("./dialogs/ShareDialog.tsx");
  return { default: module.ShareDialog };
});

const KeysDialog = lazy(async () => {
  const module = await import("./dialogs/KeysDialog.tsx");
  return { default: module.KeysDialog };
});

function Library() {
  return (
    <ErrorBoundary part={words.library}>
      <Suspense fallback={<p className={styles["fetching"]}>{words.libraryFetching}</p>}>
        <LibraryPage />
      </Suspense>
    </ErrorBoundary>
  );
}

function WorkbenchPage({ makeLink }: Pick<AppProps, "makeLink">) {
  const [open, setOpen] = useState<Open>("none");
  useKeys((command) => {
    if (command === "help") setOpen("keys");
    else followCall();
  });
  // Who comes from the library finds the focus where it was, or at what was opened.
  useEffect(() => {
    const id = takeOpener();
    if (id === null) return;
    window.scrollTo(0, 0);
    document.getElementById(id)?.focus({ preventScroll: true });
  }, []);
  const close = () => setOpen("none");
  return (
    <>
      <a className={styles["skip"]} href="#stage">
        {words.skip}
      </a>
      <Workbench onShare={() => setOpen("share")} onKeys={() => setOpen("keys")} />
      {open !== "none" && (
        <ErrorBoundary key={open} part={open === "share" ? words.shareTitle : words.keysTitle}>
          <Suspense>
            {open === "share" && <ShareDialog makeLink={makeLink} onClose={close} />}
            {open === "keys" && <KeysDialog onClose={close} />}
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}

function Page({ catalog, makeLink }: Omit<AppProps, "store">) {
  const view = useView();
  useTheme();
  usePlayback((id) => scenarioOf(catalog, id)?.question ?? null);
  return view === "library" ? <Library /> : <WorkbenchPage makeLink={makeLink} />;
}

/** The whole page. */
export function App({ store, ...rest }: AppProps) {
  return (
    <StoreContext value={store}>
      <CatalogContext value={rest.catalog}>
        <Page {...rest} />
      </CatalogContext>
    </StoreContext>
  );
}
