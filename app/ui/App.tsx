import { useState } from "react";
import { type Catalog, CatalogContext, scenarioOf } from "./catalog.tsx";
import { KeysDialog } from "./dialogs/KeysDialog.tsx";
import { type LinkMaker, ShareDialog } from "./dialogs/ShareDialog.tsx";
import { followCall } from "./hooks/follow.ts";
import { useKeys } from "./hooks/keys.ts";
import { usePlayback } from "./hooks/playback.ts";
import { useTheme } from "./hooks/theme.ts";
import styles from "./layout/Workbench.module.css";
import { Workbench } from "./layout/Workbench.tsx";
import { words } from "./messages.ts";
import { type ExplorerStore, StoreContext } from "./store.tsx";

export interface AppProps {
  readonly store: ExplorerStore;
  readonly catalog: Catalog;
  readonly makeLink: LinkMaker;
}

type Open = "none" | "share" | "keys";

function Page({ catalog, makeLink }: Omit<AppProps, "store">) {
  const [open, setOpen] = useState<Open>("none");
  useTheme();
  usePlayback((id) => scenarioOf(catalog, id)?.question ?? null);
  useKeys((command) => {
    if (command === "help") setOpen("keys");
    else followCall();
  });
  const close = () => setOpen("none");
  return (
    <>
      <a className={styles["skip"]} href="#stage">
        {words.skip}
      </a>
      <Workbench onShare={() => setOpen("share")} onKeys={() => setOpen("keys")} />
      {open === "share" && <ShareDialog makeLink={makeLink} onClose={close} />}
      {open === "keys" && <KeysDialog onClose={close} />}
    </>
  );
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
