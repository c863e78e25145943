import type { ReactNode } from "react";
import { SIGNATURES } from "#engine/signatures.ts";
import { usageOf } from "#lang/describe.ts";
import { SETTINGS } from "#lang/settings.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { Example } from "./Example.tsx";
import styles from "./Language.module.css";
import { ConstantTable, MemberTable, ParamTable } from "./Tables.tsx";
import { CALL_EXAMPLES } from "./callExamples.ts";
import { GUIDE, SETTING_EXAMPLES } from "./guide.ts";
import { CONSTANT_SETS, STRUCTURES, requestName } from "./reference.ts";
import { type PartId, words } from "./words.ts";

interface EntryProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Entry({ title, note = "", children }: EntryProps) {
  return (
    <section className={styles["entry"]} aria-label={title}>
      <h2 className={styles["heading"]}>{title}</h2>
      {note !== "" && <p className={styles["quiet"]}>{note}</p>}
      {children}
    </section>
  );
}

const guide = () =>
  GUIDE.map(({ title, text, example }) => (
    <Entry key={title} title={title}>
      <p>
        <CodeWords text={text} />
      </p>
      <Example title={title} text={example} />
    </Entry>
  ));

const noteOfCall = (since: string | null, userSpace: boolean): string =>
  since === null ? (userSpace ? words.notSystemCall : "") : words.callSince(since);

const calls = () =>
  SIGNATURES.map((signature) => (
    <Entry
      key={signature.name}
      title={signature.name}
      note={noteOfCall(signature.since, signature.userSpace)}
    >
      <p>{signature.meaning}</p>
      <p>
        <code className={styles["usage"]}>{usageOf(signature)}</code>
      </p>
      <ParamTable signature={signature} />
      <Example title={signature.name} text={CALL_EXAMPLES[signature.name] ?? ""} />
    </Entry>
  ));

const constants = () =>
  CONSTANT_SETS.map(({ set, uses }) => (
    <Entry key={set.constants[0]?.name} title={uses === "" ? words.anywhere : words.usedBy(uses)}>
      <ConstantTable constants={set.constants} />
    </Entry>
  ));

const structures = () =>
  STRUCTURES.map((shape) => (
    <Entry
      key={`${shape.name} ${requestName(shape)}`}
      title={`${words.structure(shape.name)}${shape.request === null ? "" : ` ${words.forRequest(requestName(shape))}`}`}
    >
      <MemberTable shape={shape} />
    </Entry>
  ));

const machine = () =>
  SETTINGS.map(({ name, usage, meaning }) => (
    <Entry key={name} title={name}>
      <p>{meaning}</p>
      <p>
        <code className={styles["usage"]}>{usage}</code>
      </p>
      <Example title={name} text={SETTING_EXAMPLES[name] ?? ""} />
    </Entry>
  ));

const TEXTS: Readonly<Record<PartId, string>> = {
  guide: words.guideText,
  calls: words.callsText,
  constants: words.constantsText,
  structures: words.structuresText,
  machine: words.settingsText,
};
const BODIES: Readonly<Record<PartId, () => ReactNode>> = { guide, calls, constants, structures, machine };

/** One part of the page. */
export function Part({ id }: { readonly id: PartId }) {
  return (
    <>
      <p className={styles["about"]}>{TEXTS[id]}</p>
      {BODIES[id]()}
    </>
  );
}
