import type { LogFilter } from "#formats/logFilter.ts";
import { ROW_KINDS } from "#formats/logRows.ts";
import { Select } from "#ui/primitives/Select.tsx";
import type { Choice } from "#workers/importMessages.ts";
import styles from "./Import.module.css";
import { setFilter, useImport } from "./session.ts";
import { KIND_WORDS, words } from "./words.ts";

const KINDS: readonly Exclude<LogFilter["kind"], "">[] = ["memory", ...ROW_KINDS];

interface PickProps {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onChange: (value: string) => void;
}

function Pick({ label, any, value, options, onChange }: PickProps) {
  return (
    <Select label={label} value={value} onChange={onChange}>
      <option value="">{any}</option>
      {options.map(([text, count]) => (
        <option key={text} value={text}>
          {words.choice(text, count)}
        </option>
      ))}
    </Select>
  );
}

/** What of the log the list shows. */
export function Filters() {
  const { filter, summary, count } = useImport();
  if (summary === null) return null;
  return (
    <search className={styles["filters"]} aria-label={words.filters}>
      <input
        type="search"
        className={styles["search"]}
        aria-label={words.search}
        placeholder={words.searchHint}
        value={filter.text}
        onChange={(event) => setFilter({ text: event.currentTarget.value })}
      />
      <Select
        label={words.kind}
        value={filter.kind}
        onChange={(value) => setFilter({ kind: KINDS.find((kind) => kind === value) ?? "" })}
      >
        <option value="">{words.shown(summary.rows)}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_WORDS[kind]}
          </option>
        ))}
      </Select>
      <Pick
        label={words.call}
        any={words.anyCall}
        value={filter.call}
        options={summary.calls}
        onChange={(call) => setFilter({ call })}
      />
      <Pick
        label={words.errno}
        any={words.anyErrno}
        value={filter.errno}
        options={summary.errnos}
        onChange={(errno) => setFilter({ errno })}
      />
      {summary.pids.length > 1 && (
        <Pick
          label={words.pid}
          any={words.anyPid}
          value={filter.pid === null ? "" : `${filter.pid}`}
          options={summary.pids}
          onChange={(pid) => setFilter({ pid: pid === "" ? null : Number(pid) })}
        />
      )}
      <span role="status" className={styles["quiet"]}>
        {words.shown(count)}
      </span>
    </search>
  );
}
