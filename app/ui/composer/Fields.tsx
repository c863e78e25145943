import { hex } from "#engine/addr.ts";
import { type Composed, addressText, sizeText } from "#store/composer.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { useActions } from "#ui/store.tsx";
import styles from "./Composer.module.css";
import { FieldInput } from "./FieldInput.tsx";
import { parseAddress, parseSize } from "./parse.ts";

/** The numbers of the call. */
export function Fields({ composed }: { readonly composed: Composed }) {
  const { setField } = useActions();
  const { draft, names } = composed;
  const parseName = (text: string) => parseAddress(text, names);
  const fifth = draft.hasNewAddress ? hex(draft.newAddress) : "";
  return (
    <div className={styles["fields"]}>
      <FieldInput
        label={lateWords.fields.oldAddress}
        text={addressText(draft.oldAddress, names)}
        value={draft.oldAddress}
        parse={parseName}
        problem={lateWords.badAddress}
        onChange={(value) => setField("oldAddress", value)}
      />
      <FieldInput
        label={lateWords.fields.oldSize}
        text={sizeText(draft.oldSize)}
        value={draft.oldSize}
        parse={parseSize}
        problem={lateWords.badSize}
        onChange={(value) => setField("oldSize", value)}
      />
      <FieldInput
        label={lateWords.fields.newSize}
        text={sizeText(draft.newSize)}
        value={draft.newSize}
        parse={parseSize}
        problem={lateWords.badSize}
        onChange={(value) => setField("newSize", value)}
      />
      <FieldInput
        label={lateWords.fields.newAddress}
        text={fifth}
        value={draft.newAddress}
        parse={parseName}
        problem={lateWords.badAddress}
        onChange={(value) => setField("newAddress", value)}
      />
    </div>
  );
}
