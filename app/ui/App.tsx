import { Suspense, lazy, useCallback, useEffect, useState } from "react";
import { isSwitchedOn } from "#store/address/switches.ts";
import { type Catalog, CatalogContext, scenarioOf } from "./catalog.tsx";
import type { DialogsProps, OpenDialog } from "./dialogs/Dialogs.tsx";
import type { LinkMaker } from "./dialogs/Links.tsx";
import { followCall } from "./hooks/follow.ts";
import type { PageCommand } from "./hooks/keymap.ts";
import { useKeys } from "./hooks/keys.ts";
import { usePlayback } from "./hooks/playback.ts";
import { useTheme } from "./hooks/theme.ts";
import { late } from "./later.tsx";
import styles from "./layout/Workbench.module.css";
import { Workbench } from "./layout/Workbench.tsx";
import { words } from "./messages.ts";
import { type ExplorerStore, StoreContext, useStoreApi } from "./store.tsx";
import type { PageHostProps } from "./views/PageHost.tsx";
import { openPage, routeOf, takeOpener, useRoute } from "./views/route.ts";

export interface AppProps {
  readonly store: ExplorerStore;
  readonly catalog: Catalog;
  readonly makeLink: LinkMaker;
}

const PageHost = late<PageHostProps>(async () => (await import("./views/PageHost.tsx")).PageHost);

/** The same call with MREMAP_DONTUNMAP the other way, over the stage; again: no longer. */
const toggleGhost = async (store: ExplorerStore): Promise<void> =>
  (await import("./compare/otherFlagGhost.ts")).toggleGhost(store);

const Dialogs = late<DialogsProps>(async () => (await import("./dialogs/Dialogs.tsx")).Dialogs);

const EmbedPage = lazy(async () => ({ default: (await import("./embed/EmbedPage.tsx")).EmbedPage }));

function WorkbenchPage({ makeLink }: Pick<AppProps, "makeLink">) {
  const [open, setOpen] = useState<OpenDialog | "none">("none");
  const store = useStoreApi();
  const onCommand = useCallback(
    (command: PageCommand) => {
      if (command === "help") setOpen("keys");
      else if (command === "follow") followCall();
      else if (command === "present") openPage("present");
      else void toggleGhost(store);
    },
    [store],
  );
  useKeys(onCommand);
  // Who comes from another page finds the focus where it was, or at what was opened.
  useEffect(() => {
    const id = takeOpener();
    if (id === null) return;
    window.scrollTo(0, 0);
    document.getElementById(id)?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <a className={styles["skip"]} href="#stage">
        {words.skip}
      </a>
      <Workbench onShare={() => setOpen("share")} onKeys={() => setOpen("keys")} />
      {open !== "none" && <Dialogs open={open} makeLink={makeLink} onClose={() => setOpen("none")} />}
    </>
  );
}

function Page({ catalog, makeLink }: Omit<AppProps, "store">) {
  const { page: name, path } = useRoute();
  useTheme();
  const questionOf = useCallback((id: string | null) => scenarioOf(catalog, id)?.question ?? null, [catalog]);
  usePlayback(questionOf);
  // A link to a presentation: leaving it leads to the workbench.
  useEffect(() => {
    if (isSwitchedOn(location.search, "present") && routeOf(location.hash).page === null) openPage("present");
  }, []);
  if (isSwitchedOn(location.search, "embed")) {
    return (
      <Suspense>
        <EmbedPage makeLink={makeLink} />
      </Suspense>
    );
  }
  const workbench = <WorkbenchPage makeLink={makeLink} />;
  return name === null ? workbench : <PageHost name={name} path={path} otherwise={workbench} />;
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
