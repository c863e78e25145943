import type { Layout } from "#scene/places.ts";
import { type PageDeed, holdNow, isLocked, isWritable } from "#store/direct.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useStoreApi } from "#ui/store.tsx";
import { Under } from "./DragBars.tsx";
import styles from "./Drag.module.css";
import type { Chosen, Hand } from "./dragHand.ts";
import { dragWords as words } from "./dragWords.ts";

const DEEDS: readonly PageDeed[] = ["touch", "protect", "lock", "watch", "seal", "dontneed", "unmap"];

interface Props {
  readonly layout: Layout;
  readonly hand: Hand;
  readonly range: Chosen;
  /** A whole mapping, which can be moved and resized; not pages of it. */
  readonly whole: boolean;
}

/** What can be done with the mapping or the pages that are chosen. */
export function DragTools({ layout, hand, range, whole }: Props) {
  const hold = holdNow(useStoreApi().getState(), layout.mm);
  const { start, end } = range;
  const labelOf = (deed: PageDeed): string => {
    if (hold !== null && deed === "protect" && !isWritable(hold, start)) return words.writable;
    if (hold !== null && deed === "lock" && isLocked(hold, start)) return words.unlock;
    return words.deeds[deed];
  };
  const size = end - start;
  return (
    <Under layout={layout} range={range}>
      <div className={styles["row"]} role="group" aria-label={words.toolbar(start, end)}>
        <span className={styles["count"]}>{words.chosen(start, end)}</span>
        {whole && (
          <>
            <Button
              look="quiet"
              title={words.moveHint}
              onClick={() => hand.begin({ kind: "move", start, end, to: start, keep: false })}
            >
              {words.move}
            </Button>
            <Button
              look="quiet"
              title={words.resizeHint}
              onClick={() => hand.begin({ kind: "resize", start, end, size, mayMove: false })}
            >
              {words.resize}
            </Button>
          </>
        )}
        {DEEDS.map((deed) => (
          <Button
            key={deed}
            look="quiet"
            title={words.hints[deed]}
            onClick={() => hand.deed({ kind: deed, start, end })}
          >
            {labelOf(deed)}
          </Button>
        ))}
      </div>
    </Under>
  );
}
