import { hex } from "#engine/addr.ts";
import { type Composed, addressText, sizeText } from "#store/composer.ts";
import { words } from "#ui/messages.ts";
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
        label={words.fields.oldAddress}
        text={addressText(draft.oldAddress, names)}
        value={draft.oldAddress}
        parse={parseName}
        problem={words.badAddress}
        onChange={(value) => setField("oldAddress", value)}
      />
      <FieldInput
        label={words.fields.oldSize}
        text={sizeText(draft.oldSize)}
        value={draft.oldSize}
        parse={parseSize}
        problem={words.badSize}
        onChange={(value) => setField("oldSize", value)}
      />
      <FieldInput
        label={words.fields.newSize}
        text={sizeText(draft.newSize)}
        value={draft.newSize}
        parse={parseSize}
        problem={words.badSize}
        onChange={(value) => setField("newSize", value)}
      />
      <FieldInput
        label={words.fields.newAddress}
        text={fifth}
        value={draft.newAddress}
        parse={parseName}
        problem={words.badAddress}
        onChange={(value) => setField("newAddress", value)}
      />
    </div>
  );
}
