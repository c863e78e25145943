import { pathTo, samePlace, sizeOfPlace, wordsOfPlace } from "#scene/zoomLevels.ts";
import { firstMapped } from "./zoomFirst.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import type { Zooming } from "./zoomPlace.ts";
import { zoomWords as words } from "./zoomWords.ts";
import styles from "./Zoom.module.css";

/** The way from 128 TiB to here, as buttons, and the ways in and out. */
export function ZoomBar({ zooming, at }: { readonly zooming: Zooming; readonly at: number | null }) {
  const { machine } = useMoment();
  const { place, run, goTo } = zooming;
  const inside = at ?? firstMapped(machine, run, place);
  return (
    <div className={styles["bar"]}>
      <nav aria-label={words.path} className={styles["path"]}>
        <ol>
          {pathTo(place).map((each) => (
            <li key={each.level}>
              <button
                type="button"
                aria-label={wordsOfPlace(each)}
                aria-current={samePlace(each, place) ? "true" : undefined}
                onClick={() => goTo(each)}
              >
                {sizeOfPlace(each)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles["ways"]}>
        <button type="button" aria-label={words.out} disabled={place.level === 4} onClick={zooming.leave}>
          −
        </button>
        <button
          type="button"
          aria-label={words.into}
          disabled={place.level === 0}
          onClick={() => zooming.enter(inside)}
        >
          +
        </button>
        <button type="button" title={words.fitHint} onClick={zooming.fit}>
          {words.fit}
        </button>
      </div>
    </div>
  );
}
