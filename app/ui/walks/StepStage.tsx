import { useEffect } from "react";
import { useKeys } from "#ui/hooks/keys.ts";
import { useArrangement } from "#ui/hooks/media.ts";
import { usePlayback } from "#ui/hooks/playback.ts";
import { StageArea } from "#ui/stage/StageArea.tsx";
import { type ExplorerStore, StoreContext, useStoreApi } from "#ui/store.tsx";
import { Transport } from "#ui/transport/Transport.tsx";
import styles from "./Step.module.css";

/** The step itself asks; playback stops nowhere. */
const NO_QUESTION = (): null => null;
const NOTHING = (): void => undefined;

function Player() {
  const phone = useArrangement() === "phone";
  usePlayback(NO_QUESTION);
  useKeys(NOTHING);
  return (
    <>
      <StageArea orientation={phone ? "phone" : "wide"} />
      <Transport phone={phone} />
    </>
  );
}

/** The stage with its playback, driven by the step's own explorer. */
export function StepStage({ store }: { readonly store: ExplorerStore }) {
  const main = useStoreApi();
  useEffect(
    () =>
      main.subscribe(({ motion, speed }) => {
        if (motion !== store.getState().motion || speed !== store.getState().speed)
          store.setState({ motion, speed });
      }),
    [main, store],
  );
  return (
    <div className={styles["stage"]}>
      <StoreContext value={store}>
        <Player />
      </StoreContext>
    </div>
  );
}
