import { useState } from "react";
import { CHANGES, type Topic } from "#teach/changes.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Select } from "#ui/primitives/Select.tsx";
import { ChangeRow } from "./ChangeRow.tsx";
import styles from "./Changes.module.css";
import { TOPICS, words } from "./words.ts";

/** "6.12.94" → "6.12": one entry a release. */
const branchOf = (release: string): string => release.split(".").slice(0, 2).join(".");

const RELEASES = [...new Set(CHANGES.map(({ behaviour }) => branchOf(behaviour.since)))];

const TOPIC_NAMES = Object.keys(TOPICS) as Topic[];

interface Filters {
  readonly topic: Topic | "";
  readonly release: string;
  readonly bugs: boolean;
}

const NO_FILTERS: Filters = { topic: "", release: "", bugs: false };

/** All changes, newest first, narrowed by topic and release. */
export function ChangeList() {
  const [filters, setFilters] = useState(NO_FILTERS);
  const change = (patch: Partial<Filters>) => setFilters({ ...filters, ...patch });
  const { topic, release, bugs } = filters;
  const found = CHANGES.filter(
    (each) =>
      (topic === "" || each.topic === topic) &&
      (!bugs || each.bug) &&
      (release === "" || branchOf(each.behaviour.since) === release),
  );
  return (
    <>
      <div role="search" aria-label={words.filters} className={styles["filters"]}>
        <Select
          label={words.topic}
          value={topic}
          onChange={(value) => change({ topic: TOPIC_NAMES.find((name) => name === value) ?? "" })}
        >
          <option value="">{words.anyTopic}</option>
          {Object.entries(TOPICS).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </Select>
        <Select label={words.release} value={release} onChange={(value) => change({ release: value })}>
          <option value="">{words.anyRelease}</option>
          {RELEASES.map((value) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </Select>
        <Button aria-pressed={bugs} onClick={() => change({ bugs: !bugs })}>
          {words.bugs}
        </Button>
        <Button look="quiet" onClick={() => setFilters(NO_FILTERS)}>
          {words.clear}
        </Button>
        <span role="status">{found.length === 0 ? words.none : words.count(found.length)}</span>
      </div>
      <ul className={styles["list"]}>
        {found.map((each) => (
          <ChangeRow key={each.name} change={each} />
        ))}
      </ul>
    </>
  );
}
