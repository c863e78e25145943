import { addrOf } from "#engine/addr.ts";
import type { Machine } from "#engine/machine.ts";
import { type Mapper, mappersOf } from "#ui/facts/mappers.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { useActions } from "#ui/store.tsx";
import { groupedAddress } from "#ui/text/numbers.ts";
import styles from "./Details.module.css";
import { detailWords as words } from "./words.ts";

/** Entries listed for a frame before the rest is only counted. */
const MOST = 12;

function Entry({ mapper, several }: { readonly mapper: Mapper; readonly several: boolean }) {
  const { select, hover } = useActions();
  if (mapper.kind === "cache") return <li>{words.cacheOf(mapper.inode, mapper.page)}</li>;
  const page = { kind: "page", vpn: mapper.vpn } as const;
  return (
    <li>
      <button
        type="button"
        className={styles["link"]}
        onClick={() => select(page)}
        onPointerEnter={() => hover(page)}
        onPointerLeave={() => hover(null)}
      >
        <code>{groupedAddress(addrOf(mapper.vpn))}</code>
      </button>
      {several && ` ${words.inProcess(mapper.process)}`}
    </li>
  );
}

/** All that names a frame: entries of every process, and the page cache. */
export function Mappers({ machine, pfn }: { readonly machine: Machine; readonly pfn: number }) {
  const mappers = mappersOf(machine, pfn, MOST);
  if (mappers.length === 0) {
    return <p className={styles["quiet"]}>{`${lateWords.mappedBy}: ${lateWords.nobody}`}</p>;
  }
  return (
    <div className={styles["mappers"]}>
      <span>{lateWords.mappedBy}</span>
      <ul>
        {mappers.map((mapper) => (
          <Entry
            key={mapper.kind === "cache" ? mapper.inode : `${mapper.mm} ${mapper.vpn}`}
            mapper={mapper}
            several={machine.mms.size > 1}
          />
        ))}
      </ul>
    </div>
  );
}
