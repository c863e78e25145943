import { hex } from "#engine/addr.ts";
import type { Mm } from "#engine/machine.ts";
import { pteValueOf } from "#ui/facts/pteBits.ts";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Details.module.css";
import { detailWords as words } from "./words.ts";

const bitText = (value: boolean | number): string => {
  if (typeof value === "number") return hex(value);
  return value ? words.bitOn : words.bitOff;
};

/** The entry of a page as the processor reads it, field by field. */
export function PteBits({ mm, vpn }: { readonly mm: Mm; readonly vpn: number }) {
  const pte = pteValueOf(mm, vpn);
  if (pte === null) return null;
  return (
    <div className={styles["bits"]}>
      <p className={styles["quiet"]}>{words.pteBits}</p>
      <ul>
        {pte.fields.map(({ name, bit, value }) => (
          <li key={name} className={cx(value !== false && styles["set"])}>
            <span className={styles["bitNumber"]}>{name === "pfn" ? "12–51" : bit}</span>
            <span>{words.bitMeans[name]}</span>
            <code>{bitText(value)}</code>
          </li>
        ))}
      </ul>
      <p>
        {words.pteValue} <code>{hex(pte.value)}</code>
      </p>
    </div>
  );
}
