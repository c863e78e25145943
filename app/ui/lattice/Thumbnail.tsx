import type { Thumb, ThumbBar } from "#store/lattice.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Lattice.module.css";

const BAR = { height: 7, before: 1, after: 12 } as const;

function Bars({ bars, y }: { readonly bars: readonly ThumbBar[]; readonly y: number }) {
  return bars.map(({ kind, x, w }) => (
    <rect
      key={`${kind} ${x}`}
      className={cx(kind === "mapping" ? styles["mapping"] : styles["set"])}
      x={kind === "mapping" ? x : x + 0.8}
      y={kind === "mapping" ? y : y + 2}
      width={Math.max(0, kind === "mapping" ? w : w - 1.6)}
      height={kind === "mapping" ? BAR.height : BAR.height - 4}
    />
  ));
}

/** The places of the call, before it above and after it below. The words beside it say the same. */
export function Thumbnail({ thumb }: { readonly thumb: Thumb }) {
  return (
    <svg className={styles["thumb"]} viewBox="-1 0 102 20" preserveAspectRatio="none" aria-hidden="true">
      <Bars bars={thumb.before} y={BAR.before} />
      <Bars bars={thumb.after} y={BAR.after} />
    </svg>
  );
}
