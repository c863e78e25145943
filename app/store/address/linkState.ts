import type { LinkNotice, LinkState } from "#link/state.ts";
import { START } from "../cursor.ts";
import { unknownScenario } from "../scenarioNotices.ts";
import type { ScenarioShelf } from "../shelf.ts";
import type { Choices, ExplorerState, Notice, Work } from "../types.ts";

/** Whether a text says itself which kernel it is for. */
export const namesKernel = (text: string): boolean => /^[ \t]*kernel[ \t]+\S/m.test(text);

type Shared = Pick<Choices, "text" | "title" | "scenario" | "kernel" | "cursor"> & {
  readonly run: Pick<ExplorerState["run"], "kernel">;
};

/**
 * What a link of this state carries. The kernel of the run always travels, in the text or beside it, because
 * the default one will change. A built-in scenario's title is known by its id.
 */
export const linkStateOf = (
  state: Shared,
  scenarios: ScenarioShelf,
  from: "here" | "start" = "here",
): LinkState => {
  const known = state.scenario === null ? undefined : scenarios.get(state.scenario);
  return {
    text: state.text,
    title: known?.title === state.title ? "" : state.title,
    scenario: state.scenario,
    kernel: state.kernel ?? (namesKernel(state.text) ? null : state.run.kernel),
    cursor: from === "here" ? state.cursor : START,
  };
};

/** What the fragment of the address asks for. */
export interface Asked {
  /** Null when there is no link, or one that cannot be shown. */
  readonly work: Work | null;
  readonly notices: readonly Notice[];
}

const NOTHING: Asked = { work: null, notices: [] };

const asNotice = (notice: LinkNotice): Notice => ({
  id: `link-${notice.code}`,
  severity: "warning",
  text: notice.text,
});

/** Reads a fragment; a link that cannot be shown gives a notice that carries it. */
export const readFragment = async (fragment: string, scenarios: ScenarioShelf): Promise<Asked> => {
  if (fragment === "") return NOTHING;
  // Who follows no link needs no codec before the page stands.
  const { decodeLink } = await import("#link/codec.ts");
  const link = await decodeLink(fragment);
  switch (link.kind) {
    case "none":
      return NOTHING;
    case "broken":
      return { work: null, notices: [{ ...asNotice(link.notice), severity: "error", raw: link.raw }] };
    case "state": {
      const known = link.state.scenario === null ? undefined : await scenarios.fetch(link.state.scenario);
      const title = link.state.title === "" ? (known?.title ?? "") : link.state.title;
      return { work: { ...link.state, title }, notices: link.notices.map(asNotice) };
    }
    case "scenario": {
      const scenario = await scenarios.fetch(link.id);
      if (scenario === undefined) return { work: null, notices: [unknownScenario(link.id)] };
      const { kernel, cursor } = link.parts;
      const work = { text: scenario.program, title: scenario.title, scenario: scenario.id, kernel, cursor };
      return { work, notices: link.notices.map(asNotice) };
    }
  }
};
