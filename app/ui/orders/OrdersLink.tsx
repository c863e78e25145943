import type { ExplorerState } from "#store/types.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useExplorer } from "#ui/store.tsx";
import { openPage } from "#ui/views/route.ts";
import styles from "./OrdersLink.module.css";
import { words } from "./words.ts";

const ID = "orders-opener";

const selectThreaded = ({ run }: ExplorerState): boolean =>
  new Set(run.timeline.steps.map(({ thread }) => thread)).size > 1;

/** The way to the page of all orders, beside the timeline of a program with more than one thread. */
export function OrdersLink() {
  const threaded = useExplorer(selectThreaded);
  if (!threaded) return null;
  return (
    <Button id={ID} className={styles["link"] ?? ""} onClick={() => openPage("orders", [], ID)}>
      {words.tryAll}
    </Button>
  );
}
