import { useState } from "react";
import { REMAP_FLAGS, hasBit, toggleBit } from "#store/composer.ts";
import { copyByHand } from "#store/handCopy.ts";
import { branchesOf } from "#store/branches.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Segmented } from "#ui/primitives/Segmented.tsx";
import { Select } from "#ui/primitives/Select.tsx";
import { type ExplorerStore, useExplorer } from "#ui/store.tsx";
import styles from "./Compare.module.css";
import { namesBefore, remapNear, rowHere } from "./here.ts";
import { type Pair, sidesNow } from "./pair.ts";
import { flagsAt, textWithFlags } from "./rewriteFlags.ts";
import { type Sides, bodyOf, keptSide, otherKernel, readSide } from "./sides.ts";
import { words } from "./words.ts";

interface Props {
  readonly pair: Pair;
  readonly onSides: (sides: Sides) => void;
}

interface ChoiceProps extends Props {
  /** The workbench's explorer, whose branches there are. */
  readonly main: ExplorerStore;
}

interface WholeProps extends ChoiceProps {
  readonly phone: boolean;
}

const choiceNamed = (name: string): Choice => CHOICES.find(({ value }) => value === name)?.value ?? "kernel";

type Choice = "kernel" | "flags" | "hand" | "branch" | "link";

const CHOICES: readonly { readonly value: Choice; readonly label: string }[] = [
  { value: "kernel", label: words.choices.kernel },
  { value: "flags", label: words.choices.flags },
  { value: "hand", label: words.choices.hand },
  { value: "branch", label: words.choices.branch },
  { value: "link", label: words.choices.link },
];

/** What the right run is now, as far as its program tells. */
const choiceOf = ({ left, right }: Sides): Choice => {
  if (left.text === right.text) return "kernel";
  if (right.title === words.titleByHand) return "hand";
  return right.title === words.titleFlags ? "flags" : "link";
};

/** The mremap call that the reader means, on the left. */
const useCall = (pair: Pair) => {
  const here = useExplorer(({ cursor }) => rowHere(cursor));
  return remapNear(pair.comparison.rows, here);
};

function FlagChoice({ pair, onSides }: Props) {
  const step = useCall(pair);
  if (step === null) return <p className={styles["hint"]}>{words.noRemap}</p>;
  const rows = pair.comparison.rows.findIndex(({ left }) => left?.index === step.index);
  const other = pair.comparison.rows[rows]?.right ?? null;
  const { timeline } = pair.left.getState().run;
  const now =
    other?.call.name === "mremap"
      ? flagsAt(pair.right.getState().run.timeline, other.index)
      : flagsAt(timeline, step.index);
  const toggle = (bit: number): void => {
    const { left } = sidesNow(pair);
    const text = textWithFlags(left.text, timeline, step.index, toggleBit(now, bit));
    onSides({ left, right: { ...left, text, scenario: null, title: words.titleFlags } });
  };
  return (
    <div className={styles["flags"]} role="group" aria-label={words.flagsOf}>
      {REMAP_FLAGS.map(([flag, bit]) => (
        <button
          key={flag}
          type="button"
          className={styles["flag"]}
          aria-pressed={hasBit(now, bit)}
          onClick={() => toggle(bit)}
        >
          {flag}
        </button>
      ))}
    </div>
  );
}

function BranchChoice({ pair, main, onSides }: ChoiceProps) {
  const branches = branchesOf(main).now()?.branches ?? [];
  const { title } = pair.sides.right;
  const now = branches.find(({ work }) => work.title === title)?.id ?? "";
  if (branches.length === 0) return <p className={styles["hint"]}>{words.noBranches}</p>;
  const take = (id: string): void => {
    const work = branches.find((branch) => branch.id === id)?.work;
    if (work !== undefined) onSides({ ...sidesNow(pair), right: keptSide(work) });
  };
  return (
    <Select label={words.branchOf} value={now} onChange={take}>
      {now === "" && <option value="">{words.branchOf}</option>}
      {branches.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function LinkChoice({ pair, onSides }: Props) {
  const [bad, setBad] = useState(false);
  const take = async (pasted: string): Promise<void> => {
    const right = await readSide(bodyOf(pasted));
    setBad(right === null);
    if (right !== null) onSides({ ...sidesNow(pair), right });
  };
  return (
    <form
      className={styles["link"]}
      onSubmit={(event) => {
        event.preventDefault();
        const pasted = new FormData(event.currentTarget).get("link");
        void take(typeof pasted === "string" ? pasted : "");
      }}
    >
      <input name="link" type="text" aria-label={words.linkField} placeholder={words.linkHint} />
      {bad && <p role="alert">{words.badLink}</p>}
    </form>
  );
}

/** Decides what the right run is. */
export function RightChoice({ pair, main, phone, onSides }: WholeProps) {
  const [asked, setAsked] = useState<Choice | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const step = useCall(pair);
  const choice = asked ?? choiceOf(pair.sides);
  const choose = (next: Choice): void => {
    setAsked(next);
    setProblem(null);
    const { left } = sidesNow(pair);
    if (next === "kernel") onSides({ left, right: { ...left, kernel: otherKernel(left.kernel) } });
    if (next !== "hand") return;
    const { timeline } = pair.left.getState().run;
    const copy =
      step === null
        ? ({ ok: false, why: "not-mremap" } as const)
        : copyByHand(left.text, step, namesBefore(timeline, step));
    if (!copy.ok) setProblem(words.noCopy(copy.why));
    else onSides({ left, right: { ...left, text: copy.text, scenario: null, title: words.titleByHand } });
  };
  return (
    <div className={styles["choice"]}>
      <span className={styles["label"]} aria-hidden="true">
        {words.rightIs}
      </span>
      {phone ? (
        <Select label={words.rightIs} value={choice} onChange={(name) => choose(choiceNamed(name))}>
          {CHOICES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      ) : (
        <Segmented label={words.rightIs} options={CHOICES} value={choice} onChange={choose} />
      )}
      {choice === "flags" && <FlagChoice pair={pair} onSides={onSides} />}
      {choice === "hand" && <p className={styles["hint"]}>{problem ?? words.byHand}</p>}
      {choice === "branch" && <BranchChoice pair={pair} main={main} onSides={onSides} />}
      {choice === "link" && <LinkChoice pair={pair} onSides={onSides} />}
      <div className={styles["space"]} />
      <Button
        onClick={() => {
          const { left, right } = sidesNow(pair);
          onSides({ left: right, right: left });
        }}
      >
        {words.swap}
      </Button>
    </div>
  );
}
