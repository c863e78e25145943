import { addrOf } from "#engine/addr.ts";
import { type Alias, SHMLBA_PAGES, aliasesOf } from "#ui/facts/colours.ts";
import { useMoment } from "#ui/hooks/moment.ts";
import { useShownMm } from "#ui/hooks/shown.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useActions } from "#ui/store.tsx";
import { groupedAddress } from "#ui/text/numbers.ts";
import styles from "./Details.module.css";
import { detailWords as words } from "./words.ts";

const SHOWN = 6;
const COLOURS = Array.from({ length: SHMLBA_PAGES }, (_, i) => i);

/** The sets of a cache by colour; the addresses of one frame stand in those that they fall into. */
function Sets({ alias }: { readonly alias: Alias }) {
  return (
    <ol className={styles["sets"]}>
      {COLOURS.map((colour) => {
        const here = alias.pages.filter((page) => page.colour === colour);
        return (
          <li key={colour} className={cx(here.length > 0 && styles["used"], alias.clash && styles["clash"])}>
            <span className="sr-only">{words.colour(colour)} </span>
            {here.map((page) => (
              <code key={page.vpn}>{groupedAddress(addrOf(page.vpn))}</code>
            ))}
          </li>
        );
      })}
    </ol>
  );
}

/** For frames that one process maps twice: whether a virtually indexed cache would hold them twice. */
export function CachePanel() {
  const { machine } = useMoment();
  const { hover } = useActions();
  const mm = useShownMm(machine);
  const aliases = mm === null ? [] : aliasesOf(machine, mm);
  return (
    <Panel title={words.cache}>
      <p className={styles["note"]}>{words.cacheNote}</p>
      {aliases.length === 0 && <p className={styles["quiet"]}>{words.cacheNone}</p>}
      <ul className={styles["aliases"]}>
        {aliases.slice(0, SHOWN).map((alias) => (
          <li
            key={alias.pfn}
            onPointerEnter={() => hover({ kind: "frame", pfn: alias.pfn })}
            onPointerLeave={() => hover(null)}
          >
            <code>{alias.pfn.toString(16)}</code>{" "}
            <span className={cx(alias.clash && styles["warning"])}>
              {alias.clash ? words.cacheClash : words.cacheSame}
            </span>
            <Sets alias={alias} />
          </li>
        ))}
      </ul>
      {aliases.length > SHOWN && <p className={styles["quiet"]}>{words.tlbMore(aliases.length - SHOWN)}</p>}
    </Panel>
  );
}
