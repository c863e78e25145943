import { type ReactNode, useId, useRef, useState } from "react";
import { useCatalog } from "#ui/catalog.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { Select } from "#ui/primitives/Select.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useActions } from "#ui/store.tsx";
import { closePage } from "#ui/views/route.ts";
import { COutputResult } from "./COutputResult.tsx";
import styles from "./Import.module.css";
import { type Brought, NOTHING_BROUGHT, blobOf, kindOf, withFiles } from "./brought.ts";
import { useDrop } from "./drop.ts";
import { EXAMPLE_LOG, EXAMPLE_MAPS } from "./example.ts";
import { startImport, useImport } from "./session.ts";
import { words } from "./words.ts";

/** Kept for who comes back to the page. */
let remembered: Brought = NOTHING_BROUGHT;
let rememberedKernel = "6.18";

/** Where a log is dropped or pasted. What it is shows itself; only logs are replayed. */
export function InputPanel() {
  const { kernels } = useCatalog();
  const { state } = useImport();
  const [brought, setBrought] = useState(remembered);
  const [kernel, setKernel] = useState(rememberedKernel);
  const picker = useRef<HTMLInputElement>(null);
  const bring = (next: Brought): void => {
    remembered = next;
    setBrought(next);
  };
  const replay = (what: Brought): void =>
    startImport({ log: blobOf(what), maps: what.maps, endMaps: what.endMaps, kernel });
  const take = async (files: readonly File[]): Promise<void> => {
    const next = await withFiles(remembered, files);
    bring(next);
    if (kindOf(next) === "strace") replay(next);
  };
  const over = useDrop((files) => void take(files));
  const example = (): void => {
    const next = { ...NOTHING_BROUGHT, log: EXAMPLE_LOG, maps: EXAMPLE_MAPS };
    bring(next);
    replay(next);
  };
  const kind = kindOf(brought);
  return (
    <section className={cx(styles["input"], over && styles["over"])} aria-label={words.input}>
      <div className={styles["drop"]}>
        <strong>{words.drop}</strong>
        <span className={styles["quiet"]}>{words.dropMore}</span>
        <Button onClick={() => picker.current?.click()}>{words.choose}</Button>
        <input
          ref={picker}
          hidden
          type="file"
          multiple
          onChange={(event) => {
            void take([...(event.currentTarget.files ?? [])]);
          }}
        />
      </div>
      <div className={styles["fields"]}>
        <Field label={words.log}>
          {(id) =>
            brought.file === null ? (
              <textarea
                id={id}
                className={styles["paste"]}
                rows={7}
                spellCheck={false}
                wrap="off"
                placeholder={words.logHint}
                value={brought.log}
                onChange={(event) => bring({ ...brought, log: event.currentTarget.value })}
              />
            ) : (
              <output id={id} className={styles["file"]}>
                {words.file(brought.file.name, brought.file.size)}
              </output>
            )
          }
        </Field>
        <Field label={words.maps}>
          {(id) => (
            <textarea
              id={id}
              className={styles["paste"]}
              rows={7}
              spellCheck={false}
              wrap="off"
              placeholder={words.mapsHint}
              value={brought.maps}
              onChange={(event) => bring({ ...brought, maps: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <div className={styles["buttons"]}>
        <Button
          look="primary"
          disabled={kind !== "strace" || state === "reading"}
          onClick={() => replay(brought)}
        >
          {words.replay}
        </Button>
        <Select
          label={words.kernel}
          value={kernel}
          onChange={(id) => {
            rememberedKernel = id;
            setKernel(id);
          }}
        >
          {kernels.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <Button onClick={example}>{words.example}</Button>
        {kind !== null && (
          <Button look="quiet" onClick={() => bring(NOTHING_BROUGHT)}>
            {words.clear}
          </Button>
        )}
      </div>
      <Recognised brought={brought} />
      <details className={styles["untold"]}>
        <summary>{words.how}</summary>
        {words.howLines.map((line) => (
          <pre key={line} className={styles["code"]}>
            {line}
          </pre>
        ))}
        <p className={styles["quiet"]}>{words.howWhy}</p>
        <p className={styles["quiet"]}>{words.mapsWhy}</p>
      </details>
    </section>
  );
}

interface FieldProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** What the pasted text is, if it is no log. */
function Recognised({ brought }: { readonly brought: Brought }) {
  const { visit } = useActions();
  const kind = kindOf(brought);
  if (kind === null || kind === "strace") return null;
  if (kind === "cOutput") return <COutputResult text={brought.log} />;
  const open = (): void => {
    visit({ text: brought.log, title: "", scenario: null, kernel: null, cursor: { done: 0, t: 0 } });
    closePage("stage");
  };
  return (
    <p className={styles["recognised"]} role="status">
      {words.kinds[kind]} {kind === "scenario" && <Button onClick={open}>{words.openScenario}</Button>}
    </p>
  );
}
