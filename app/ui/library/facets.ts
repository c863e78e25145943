import { KERNELS } from "#engine/kernels.ts";
import type { Scenario } from "#scenarios/scenario.ts";

/** A scenario with everything it can be found by. Read from its data: nothing is run. */
export interface Entry {
  readonly scenario: Scenario;
  readonly calls: readonly string[];
  readonly flags: readonly string[];
  /** Errnos, signals and "blocked" that its outcomes state. */
  readonly errnos: readonly string[];
  /** Kernels at which its outcome becomes another one than on the kernel before; empty: the same everywhere. */
  readonly changes: readonly string[];
  /** Lower case, from the most telling to the least: title, ask, the rest. */
  readonly texts: readonly [title: string, ask: string, rest: string];
}

const CALL = /\b([a-z_][a-z0-9_]*)\(/g;
const FLAG = /\b(?:MREMAP|MAP|MADV|MLOCK|MCL|MFD|UFFDIO|UFFD)_[A-Z0-9_]+\b/g;

const unique = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].toSorted();

const callsIn = (program: string): readonly string[] =>
  unique([...program.matchAll(CALL)].map(([, name]) => name ?? ""));

const flagsIn = (program: string): readonly string[] =>
  unique([...program.matchAll(FLAG)].map(([flag]) => flag));

/** What goes wrong in a scenario, on one kernel or on any of them. */
export const errnosOf = ({ outcomes }: Scenario, kernel: string | null): readonly string[] =>
  unique(
    outcomes
      .filter(({ kernels }) => kernel === null || (kernels?.includes(kernel) ?? true))
      .flatMap(({ facts }) => facts.flatMap((fact) => (fact.fact === "result" ? [fact.is] : [])))
      .filter((word) => word !== "ok"),
  );

/** Which of the outcomes hold on a kernel, as one text. */
const outcomesOn = ({ outcomes }: Scenario, kernel: string): string =>
  outcomes.map(({ kernels }) => ((kernels?.includes(kernel) ?? true) ? "1" : "0")).join("");

const changesOf = (scenario: Scenario): readonly string[] => {
  const order = KERNELS.map(({ id }) => id).filter((id) => scenario.kernels.includes(id));
  return order.filter((id, i) => {
    const previous = order[i - 1];
    return previous !== undefined && outcomesOn(scenario, id) !== outcomesOn(scenario, previous);
  });
};

export const entryOf = (scenario: Scenario): Entry => {
  const { title, ask, aha, story, program, question } = scenario;
  const rest = [
    aha,
    ...story,
    question?.prompt ?? "",
    question?.rule ?? "",
    program,
    ...errnosOf(scenario, null),
  ];
  return {
    scenario,
    calls: callsIn(program),
    flags: flagsIn(program),
    errnos: errnosOf(scenario, null),
    changes: changesOf(scenario),
    texts: [title.toLowerCase(), ask.toLowerCase(), rest.join("\n").toLowerCase()],
  };
};

/** "5.10 … 7.3", or the one kernel there is. */
export const kernelRange = (kernels: readonly string[]): string => {
  const order = KERNELS.map(({ id }) => id).filter((id) => kernels.includes(id));
  const [first] = order;
  const last = order.at(-1);
  if (first === undefined || last === undefined || first === last) return first ?? "";
  return `${first} … ${last}`;
};
