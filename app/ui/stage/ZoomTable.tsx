import { addrOf, hex } from "#engine/addr.ts";
import type { ZoomPicture } from "#scene/zoomPicture.ts";
import { setIn } from "#scene/zoomCells.ts";
import { cellWords } from "#scene/zoomLevels.ts";
import { counted, grouped } from "#scene/text.ts";
import type { Zooming } from "./zoomPlace.ts";
import { statesInWords, zoomWords as words } from "./zoomWords.ts";
import styles from "./Zoom.module.css";

/** Rows at most: the sixth hundredth is never read. */
const MOST_ROWS = 512;

/** The cells of the picture as rows, each with the way into it. */
export function ZoomTable({
  zooming,
  picture,
}: {
  readonly zooming: Zooming;
  readonly picture: ZoomPicture;
}) {
  const cells = picture.panels.flatMap((panel) => panel.cells.filter(({ mapped }) => mapped > 0));
  const rest = cells.length - MOST_ROWS;
  if (cells.length === 0) return <p className={styles["read"]}>{words.nothing}</p>;
  return (
    <>
      <table className={styles["table"]}>
        <caption>{`${words.caption} · ${cellWords(zooming.place)}`}</caption>
        <thead>
          <tr>
            <th scope="col">{words.address}</th>
            <th scope="col">{words.mappings}</th>
            <th scope="col">{words.entries}</th>
            <th scope="col">{words.holds}</th>
            <th scope="col">{words.odd}</th>
          </tr>
        </thead>
        <tbody>
          {cells.slice(0, MOST_ROWS).map((cell) => (
            <tr key={cell.vpn}>
              <th scope="row">
                {zooming.place.level === 0 ? (
                  grouped(addrOf(cell.vpn))
                ) : (
                  <button
                    type="button"
                    aria-label={words.open(hex(addrOf(cell.vpn)))}
                    onClick={() => zooming.enter(cell.vpn)}
                  >
                    {grouped(addrOf(cell.vpn))}
                  </button>
                )}
              </th>
              <td>{counted(cell.vmas)}</td>
              <td>{`${counted(setIn(cell))} of ${counted(cell.mapped)}`}</td>
              <td>{statesInWords(cell)}</td>
              <td>{cell.odd > 0 ? counted(cell.odd) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className={styles["read"]}>{words.more(rest)}</p>}
    </>
  );
}
