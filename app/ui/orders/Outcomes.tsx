import { useMemo } from "react";
import { HARMS, type Harm, harmsOf } from "#teach/orderHarms.ts";
import type { Fate, OrderOutcome } from "#teach/orderOutcomes.ts";
import { type InterleavePlan, type Order, textInOrder } from "#timeline/interleavePlan.ts";
import type { OrdersFound } from "#workers/ordersMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { cx } from "#ui/primitives/cx.ts";
import styles from "./Outcomes.module.css";
import { placesOf } from "./moving.ts";
import { fateWords, words } from "./words.ts";

export interface OutcomesProps {
  readonly plan: InterleavePlan;
  readonly found: OrdersFound;
  readonly onOpen: (text: string) => void;
}

interface Told {
  readonly thread: string;
  readonly callee: string;
  readonly fate: (outcome: OrderOutcome) => Fate;
}

const NEVER: Fate = { kind: "never" };

/** Calls that do not do the same in every order, and those that read or fail anywhere. */
function toldCalls(plan: InterleavePlan, outcomes: readonly OrderOutcome[]): readonly Told[] {
  return plan.lanes.flatMap(({ thread, calls }, lane) =>
    calls.flatMap(({ call }, nth): readonly Told[] => {
      const fate = (outcome: OrderOutcome): Fate => outcome.fates[lane]?.[nth] ?? NEVER;
      const texts = new Set(outcomes.map((outcome) => JSON.stringify(fate(outcome))));
      const loud = outcomes.some((outcome) => {
        const one = fate(outcome);
        return one.kind !== "ok" || one.read !== null;
      });
      return texts.size > 1 || loud ? [{ thread, callee: call.callee, fate }] : [];
    }),
  );
}

/** Lines of the memory map that are not there at the end of every order. */
function ownMaps({ maps }: OrderOutcome, outcomes: readonly OrderOutcome[]): readonly string[] {
  return maps.filter((line) => outcomes.some((other) => !other.maps.includes(line)));
}

/** What came of all orders: what may go wrong and how often, and each outcome with an order that leads to it. */
export function Outcomes({ plan, found, onOpen }: OutcomesProps) {
  const { outcomes, done, complete, milliseconds } = found;
  const harms = useMemo(() => harmsOf(plan, outcomes), [plan, outcomes]);
  const told = useMemo(() => toldCalls(plan, outcomes), [plan, outcomes]);
  return (
    <section aria-label={words.result} className={styles["section"]}>
      <h2 className={styles["title"]}>{words.result}</h2>
      <p role="status">
        {complete ? words.complete(done, outcomes.length, milliseconds) : words.cut(done, outcomes.length)}
      </p>
      <Harms found={found} harms={harms} />
      <ol className={styles["outcomes"]}>
        {outcomes.map((outcome, index) => (
          <li key={outcome.example.join()} className={styles["outcome"]}>
            <h3 className={styles["head"]}>
              {words.outcome(index + 1)}
              <span className={styles["share"]}>{words.share(outcome.count, done)}</span>
              {[...(harms[index] ?? [])].map((harm) => (
                <span key={harm} className={styles["harm"]}>
                  {words.harm[harm]}
                </span>
              ))}
            </h3>
            <ul className={styles["fates"]}>
              {told.map(({ thread, callee, fate }, place) => (
                // Calls have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={place}>
                  <span className={styles["thread"]}>{thread}</span> <code>{callee}</code>{" "}
                  {fateWords(fate(outcome))}
                </li>
              ))}
            </ul>
            {outcome.stopped !== null && <p className={styles["quiet"]}>{outcome.stopped}</p>}
            <Maps lines={ownMaps(outcome, outcomes)} />
            <Example plan={plan} order={outcome.example} />
            <Button
              aria-label={words.openLabel(index + 1)}
              onClick={() => onOpen(textInOrder(plan, outcome.example))}
            >
              {words.open}
            </Button>
          </li>
        ))}
      </ol>
      <p className={styles["quiet"]}>{words.same}</p>
    </section>
  );
}

interface HarmsProps {
  readonly found: OrdersFound;
  readonly harms: readonly ReadonlySet<Harm>[];
}

/** Each thing that may go wrong, with the number of orders in which it does: none is a proof where all have run. */
function Harms({ found: { outcomes, done, complete }, harms }: HarmsProps) {
  return (
    <dl className={styles["harms"]} aria-label={words.harms}>
      {HARMS.map((harm) => {
        const count = outcomes.reduce(
          (sum, outcome, index) => sum + (harms[index]?.has(harm) === true ? outcome.count : 0),
          0,
        );
        const none = complete ? words.inNone : words.inNoneSoFar;
        return (
          <div key={harm} className={cx(styles["verdict"], count > 0 && styles["bad"])}>
            <dt>{words.harm[harm]}</dt>
            <dd>{count === 0 ? none : words.share(count, done)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Maps({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details className={styles["maps"]}>
      <summary>{words.maps}</summary>
      <pre>{lines.join("\n")}</pre>
    </details>
  );
}

function Example({ plan, order }: { readonly plan: InterleavePlan; readonly order: Order }) {
  return (
    <p className={styles["example"]}>
      <span className={styles["quiet"]}>{words.example}</span>
      {placesOf(order).map(({ lane, nth }) => (
        <span key={`${lane} ${nth}`} className={styles["chip"]}>
          <span className={styles["thread"]}>{plan.lanes[lane]?.thread}</span>{" "}
          <code>{plan.lanes[lane]?.calls[nth]?.call.callee}</code>
        </span>
      ))}
    </p>
  );
}
