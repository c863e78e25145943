import { Suspense, lazy, useEffect, useState } from "react";
import { type Catalog, CatalogContext, scenarioOf } from "./catalog.tsx";
import type { LinkMaker } from "./dialogs/ShareDialog.tsx";
import { followCall } from "./hooks/follow.ts";
import { useKeys } from "./hooks/keys.ts";
import { usePlayback } from "./hooks/playback.ts";
import { useTheme } from "./hooks/theme.ts";
import styles from "./layout/Workbench.module.css";
import { Workbench } from "./layout/Workbench.tsx";
import { words } from "./messages.ts";
import { ErrorBoundary } from "./primitives/ErrorBoundary.tsx";
import { type ExplorerStore, StoreContext } from "./store.tsx";
import { PageHost } from "./views/PageHost.tsx";
import { pageNamed } from "./views/registry.ts";
import { takeOpener, useRoute } from "./views/route.ts";

export interface AppProps {
  readonly store: ExplorerStore;
  readonly catalog: Catalog;
  readonly makeLink: LinkMaker;
}

type Open = "none" | "share" | "keys";

const ShareDialog = lazy(async () => {
  const module = await import("./dialogs/ShareDialog.tsx");
  return { default: module.ShareDialog };
});

const KeysDialog = lazy(async () => {
  const module = await import("./dialogs/KeysDialog.tsx");
  return { default: module.KeysDialog };
});

function WorkbenchPage({ makeLink }: Pick<AppProps, "makeLink">) {
  const [open, setOpen] = useState<Open>("none");
  useKeys((command) => {
    if (command === "help") setOpen("keys");
    else followCall();
  });
  // Who comes from another page finds the focus where it was, or at what was opened.
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
  const { page: name, path } = useRoute();
  useTheme();
  usePlayback((id) => scenarioOf(catalog, id)?.question ?? null);
  // A page that this version does not have: the workbench, rather than nothing.
  const page = name === null ? undefined : pageNamed(name);
  return page === undefined ? <WorkbenchPage makeLink={makeLink} /> : <PageHost page={page} path={path} />;
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
