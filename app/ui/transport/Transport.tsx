import type { ExplorerState } from "#store/types.ts";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { useExplorer } from "#ui/store.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { Controls } from "./Controls.tsx";
import { Speed } from "./Speed.tsx";
import { Timeline } from "./Timeline.tsx";
import styles from "./Transport.module.css";

const OrdersLink = late(async () => (await import("#ui/orders/OrdersLink.tsx")).OrdersLink);

const selectThreaded = ({ run }: ExplorerState): boolean =>
  new Set(run.timeline.steps.map(({ thread }) => thread)).size > 1;

/** Playback and the whole run at a glance. */
export function Transport({ phone }: { readonly phone: boolean }) {
  const threaded = useExplorer(selectThreaded);
  return (
    <section className={cx(styles["transport"], phone && styles["phone"])} aria-label={words.transport}>
      <div className={styles["controls"]}>
        <Controls />
        {!phone && <Speed />}
      </div>
      <Timeline />
      {!phone && threaded && (
        <div className={styles["orders"]}>
          <OrdersLink />
        </div>
      )}
    </section>
  );
}
