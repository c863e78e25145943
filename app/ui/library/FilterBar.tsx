import type { RefObject } from "react";
import type { KernelProfile } from "#engine/kernels.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Select } from "#ui/primitives/Select.tsx";
import { cx } from "#ui/primitives/cx.ts";
import type { Entry } from "./facets.ts";
import styles from "./Library.module.css";
import { type Filters, choicesOf } from "./search.ts";
import { words } from "./words.ts";

interface Props {
  readonly entries: readonly Entry[];
  readonly kernels: readonly KernelProfile[];
  readonly filters: Filters;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onChange: (patch: Partial<Filters>) => void;
  readonly onClear: () => void;
}

interface PickProps {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Pick({ label, any, value, options, onChange }: PickProps) {
  return (
    <Select
      label={label}
      className={cx(styles["pick"], value !== "" && styles["picked"])}
      value={value}
      onChange={onChange}
    >
      <option value="">{any}</option>
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </Select>
  );
}

const asOptions = (texts: readonly string[]): readonly (readonly [string, string])[] =>
  texts.map((text) => [text, text === "blocked" ? words.verbs.sleeps : text]);

const isEmpty = ({ query, call, flag, errno, kernel, differs }: Filters): boolean =>
  [query, call, flag, errno, kernel].every((text) => text === "") && !differs;

/** Full-text search and the filters that narrow it. */
export function FilterBar({ entries, kernels, filters, searchField, onChange, onClear }: Props) {
  return (
    <search className={styles["filters"]} aria-label={words.filters}>
      <input
        ref={searchField}
        type="search"
        className={styles["search"]}
        aria-label={words.search}
        placeholder={words.searchHint}
        value={filters.query}
        onChange={(event) => onChange({ query: event.currentTarget.value })}
      />
      <Pick
        label={words.call}
        any={words.anyCall}
        value={filters.call}
        options={asOptions(choicesOf(entries, "calls"))}
        onChange={(call) => onChange({ call })}
      />
      <Pick
        label={words.flag}
        any={words.anyFlag}
        value={filters.flag}
        options={asOptions(choicesOf(entries, "flags"))}
        onChange={(flag) => onChange({ flag })}
      />
      <Pick
        label={words.errno}
        any={words.anyErrno}
        value={filters.errno}
        options={asOptions(choicesOf(entries, "errnos"))}
        onChange={(errno) => onChange({ errno })}
      />
      <Pick
        label={words.kernel}
        any={words.anyKernel}
        value={filters.kernel}
        options={kernels.map(({ id, label }) => [id, label])}
        onChange={(kernel) => onChange({ kernel })}
      />
      <Button
        aria-pressed={filters.differs}
        className={cx(styles["differs"], filters.differs && styles["on"])}
        onClick={() => onChange({ differs: !filters.differs })}
      >
        {words.differs}
      </Button>
      {!isEmpty(filters) && (
        <Button look="quiet" onClick={onClear}>
          {words.clear}
        </Button>
      )}
    </search>
  );
}
