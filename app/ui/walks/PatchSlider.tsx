import { useId, useState } from "react";
import { PATCH_CALLS, PATCH_VERSIONS, patchAnswers } from "#teach/patchHistory.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import styles from "./Step.module.css";
import { words } from "./words.ts";

const LAST = PATCH_VERSIONS.length - 1;

/** The patch from its first version to the kernel, as a slider. */
export function PatchSlider() {
  const id = useId();
  const [at, setAt] = useState(0);
  const version = PATCH_VERSIONS[at];
  if (version === undefined) return null;
  const answers = patchAnswers(version);
  const before = PATCH_VERSIONS[at - 1];
  const earlier = before === undefined ? answers : patchAnswers(before);
  return (
    <section className={styles["across"]} aria-label={words.patches}>
      <h2 className={styles["small"]}>{words.patches}</h2>
      <label htmlFor={id}>{words.patchVersion}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={LAST}
        value={at}
        aria-valuetext={`${version.name}, ${version.date}`}
        onChange={(event) => setAt(Number(event.currentTarget.value))}
      />
      <p role="status" className={styles["patch"]}>
        <strong>{version.name}</strong> · {version.date} ·{" "}
        <span className={styles["where"]}>{version.where}</span>
        <br />
        {version.change}
      </p>
      <dl className={styles["calls"]}>
        {PATCH_CALLS.map(({ call, scenario }, i) => (
          <div key={scenario}>
            <dt>
              <CodeWords text={call} />
            </dt>
            <dd>
              {answers[i]}
              {answers[i] !== earlier[i] && <strong> (new)</strong>}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles["hint"]}>{words.patchesNote}</p>
    </section>
  );
}
