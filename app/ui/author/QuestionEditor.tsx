import { COUNTS, type ChooseByResult, LIMITS, type WalkthroughQuestion } from "#link/walkthrough.ts";
import { Button } from "#ui/primitives/Button.tsx";
import styles from "./Author.module.css";
import { Area, Field, NumberField, Pick } from "./fields.tsx";
import type { PlayableStep } from "./problem.ts";
import { words } from "./words.ts";

type Kind = WalkthroughQuestion["kind"] | "none";

const KINDS: readonly Kind[] = ["none", "choose", "count", "place"];

/** How calls end in the programs that teach. */
const ERRNOS = ["EINVAL", "EFAULT", "ENOMEM", "EAGAIN", "EACCES", "EPERM", "EBADF", "EEXIST", "EBUSY"];
const SIGNALS = ["SIGSEGV", "SIGBUS"];

const RESULTS = [
  { value: "ok", label: words.results.ok },
  ...ERRNOS.map((name) => ({ value: name, label: words.results.fails(name) })),
  ...SIGNALS.map((name) => ({ value: name, label: words.results.signal(name) })),
  { value: "blocked", label: words.results.blocked },
];

/** A question of another kind keeps what the kinds have in common. */
const ofKind = (kind: Kind, old: WalkthroughQuestion | null): WalkthroughQuestion | null => {
  if (kind === "none") return null;
  const base = { call: old?.call ?? 1, prompt: old?.prompt ?? "", rule: old?.rule ?? "" };
  const range =
    old !== null && old.kind !== "choose" ? { from: old.from, pages: old.pages } : { from: "", pages: 8 };
  switch (kind) {
    case "choose":
      return {
        kind,
        ...base,
        options: [
          { text: words.optionText(1), is: "ok" },
          { text: words.optionText(2), is: "EINVAL" },
        ],
      };
    case "count":
      return { kind, ...base, ...range, unit: "", count: "entriesMoved" };
    case "place":
      return { kind, ...base, ...range };
  }
};

interface OptionsProps {
  readonly question: ChooseByResult;
  readonly onChange: (question: WalkthroughQuestion) => void;
}

function Options({ question, onChange }: OptionsProps) {
  const { options } = question;
  const change = (index: number, part: Partial<(typeof options)[number]>): void =>
    onChange({
      ...question,
      options: options.map((option, i) => (i === index ? { ...option, ...part } : option)),
    });
  return (
    <fieldset className={styles["options"]}>
      <legend>{words.options}</legend>
      {options.map((option, index) => (
        // An answer has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles["option"]}>
          <Field
            label={words.optionText(index + 1)}
            value={option.text}
            max={LIMITS.title}
            onChange={(text) => change(index, { text })}
          />
          <Pick
            label={words.optionIs(index + 1)}
            value={option.is}
            options={
              RESULTS.some(({ value }) => value === option.is)
                ? RESULTS
                : [...RESULTS, { value: option.is, label: option.is }]
            }
            onChange={(is) => change(index, { is })}
          />
          <Button
            square
            aria-label={words.removeOption(index + 1)}
            disabled={options.length < 2}
            onClick={() => onChange({ ...question, options: options.toSpliced(index, 1) })}
          >
            <span aria-hidden="true">×</span>
          </Button>
        </div>
      ))}
      <div className={styles["row"]}>
        <Button
          disabled={options.length >= LIMITS.options}
          onClick={() => onChange({ ...question, options: [...options, { text: "", is: "ENOMEM" }] })}
        >
          {words.addOption}
        </Button>
      </div>
    </fieldset>
  );
}

interface RangeProps {
  readonly question: Exclude<WalkthroughQuestion, ChooseByResult>;
  readonly onChange: (question: WalkthroughQuestion) => void;
}

function Range({ question, onChange }: RangeProps) {
  return (
    <div className={styles["pair"]}>
      <Field
        label={words.from}
        value={question.from}
        max={LIMITS.title}
        onChange={(from) => onChange({ ...question, from })}
      />
      <NumberField
        label={words.pages}
        value={question.pages}
        max={LIMITS.pages}
        onChange={(pages) => onChange({ ...question, pages })}
      />
    </div>
  );
}

const COUNT_OPTIONS = COUNTS.map((value) => ({ value, label: words.counts[value] }));
const KIND_OPTIONS = KINDS.map((value) => ({ value, label: words.kinds[value] }));

interface Props {
  readonly question: WalkthroughQuestion | null;
  readonly playable: PlayableStep;
  readonly onChange: (question: WalkthroughQuestion | null) => void;
}

function Details({ question, playable, onChange }: Props & { readonly question: WalkthroughQuestion }) {
  const { timeline, expected } = playable;
  const call = timeline.steps[question.call - 1];
  const ranged =
    question.kind === "place" ||
    (question.kind === "count" && (question.count === "present" || question.count === "vmas"));
  return (
    <>
      <NumberField
        label={words.call}
        value={question.call}
        max={Math.max(question.call, timeline.steps.length, 1)}
        onChange={(number) => onChange({ ...question, call: number })}
      />
      <p className={styles["hint"]}>
        {call === undefined ? words.noCall(timeline.steps.length) : words.callIs(call.text)}
      </p>
      <Field
        label={words.prompt}
        value={question.prompt}
        max={LIMITS.text}
        onChange={(prompt) => onChange({ ...question, prompt })}
      />
      {question.kind === "choose" && <Options question={question} onChange={onChange} />}
      {question.kind === "count" && (
        <div className={styles["pair"]}>
          <Pick
            label={words.counted}
            value={question.count}
            options={COUNT_OPTIONS}
            onChange={(count) => onChange({ ...question, count })}
          />
          <Field
            label={words.unit}
            value={question.unit}
            max={LIMITS.title}
            onChange={(unit) => onChange({ ...question, unit })}
          />
        </div>
      )}
      {question.kind !== "choose" && ranged && <Range question={question} onChange={onChange} />}
      <Area
        label={words.rule}
        value={question.rule}
        max={LIMITS.text}
        rows={2}
        onChange={(rule) => onChange({ ...question, rule })}
      />
      <p role="status" className={expected === null ? styles["fault"] : styles["says"]}>
        {expected === null ? words.engineCannot : words.engineSays(expected)}
      </p>
    </>
  );
}

/** The question of a step; its answer is the engine's. */
export function QuestionEditor({ question, playable, onChange }: Props) {
  return (
    <>
      <Pick
        label={words.questionKind}
        value={question?.kind ?? "none"}
        options={KIND_OPTIONS}
        onChange={(kind) => onChange(ofKind(kind, question))}
      />
      {question !== null && <Details question={question} playable={playable} onChange={onChange} />}
    </>
  );
}
