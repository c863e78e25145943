import { select } from "d3";
import { type Identity, identityKey } from "#scene/identity.ts";
import type { EdgeMark, NodeMark, RowMark, TreePicture } from "#scene/pageTree.ts";
import type { TreeLayout } from "#scene/treePlaces.ts";
import { createSlotLayer, createTokenLayer } from "./drawEntries.ts";
import { type Emphasis, type Group, opacityOf, whenChanged } from "./layers.ts";
import { createPatterns } from "./patterns.ts";
import { type TreeFocus, treeEntry, treeMark, treeNeighbour } from "./treeRoving.ts";

export interface TreeInput {
  readonly picture: TreePicture;
  readonly layout: TreeLayout;
  readonly selected: Identity | null;
  readonly hovered: Identity | null;
}

export interface TreeCallbacks {
  readonly onHover: (identity: Identity | null) => void;
  readonly onSelect: (identity: Identity | null) => void;
  /** What the mark under the pointer or the focus is, in words. */
  readonly onRead: (words: string | null) => void;
}

export interface TreeStage {
  update(input: TreeInput): void;
  destroy(): void;
}

const keysFor = (picture: TreePicture, identity: Identity | null): ReadonlySet<string> => {
  if (identity === null) return new Set();
  const key = identityKey(identity);
  const keys = [...picture.slots, ...picture.tokens].flatMap((mark) => {
    const page = identity.kind === "page" && identity.vpn >= mark.vpn && identity.vpn < mark.vpn + mark.pages;
    return page || identityKey(mark.identity) === key ? [mark.key] : [];
  });
  return new Set(keys);
};

const NONE: ReadonlySet<string> = new Set();

const emphasisOf = ({ picture, selected, hovered }: TreeInput): Emphasis => ({
  active: false,
  now: picture.now,
  touched: NONE,
  lit: keysFor(picture, hovered),
  selected: keysFor(picture, selected),
});

const edgePath = ({ from, to }: EdgeMark): string => {
  const middle = (from.x + to.x) / 2;
  return `M${from.x},${from.y.toFixed(1)}C${middle.toFixed(1)},${from.y.toFixed(1)},${middle.toFixed(1)},${to.y},${to.x},${to.y}`;
};

const createEdges = (parent: Group) => {
  const group = parent.append("g").attr("class", "tree-edges").attr("aria-hidden", "true");
  return (edges: readonly EdgeMark[]): void => {
    group
      .selectAll<SVGPathElement, EdgeMark>("path")
      .data(edges, (edge) => edge.key)
      .join("path")
      .attr("class", (edge) => `tree-edge${edge.now ? " is-now" : ""}`)
      .attr("d", edgePath)
      .attr("opacity", opacityOf);
    group
      .selectAll<SVGCircleElement, EdgeMark>("circle")
      .data(edges, (edge) => edge.key)
      .join("circle")
      .attr("class", (edge) => `tree-nail${edge.now ? " is-now" : ""}`)
      .attr("r", 3)
      .attr("cx", (edge) => edge.to.x)
      .attr("cy", (edge) => edge.to.y)
      .attr("opacity", opacityOf);
  };
};

const drawRows = (nodes: ReturnType<typeof nodesOf>): void => {
  const rows = nodes
    .selectAll<SVGGElement, RowMark>("g.tree-row")
    .data((node) => node.rows)
    .join((enter) => {
      const row = enter.append("g");
      row.append("rect").attr("rx", 4);
      row.append("text").attr("y", 13).attr("x", 7);
      row.append("circle").attr("r", 3.5).attr("cy", 9);
      return row;
    })
    .attr("class", (row) => `tree-row${row.set ? " is-set" : ""}`)
    .attr("transform", (row) => `translate(${row.x},${row.y})`);
  rows
    .select("rect")
    .attr("width", (row) => row.w)
    .attr("height", (row) => row.h);
  rows.select("text").text((row) => row.text);
  rows.select("circle").attr("cx", (row) => row.w - 1);
};

// Names the type of a selection of nodes without importing d3's Selection with all its parameters.
const nodesOf = (group: Group) => group.selectAll<SVGGElement, NodeMark>("g.tree-node");

const createNodes = (parent: Group) => {
  const group = parent.append("g");
  return whenChanged((marks: readonly NodeMark[], now: ReadonlySet<string>) => {
    const nodes = nodesOf(group)
      .data(marks, (node) => node.key)
      .join((enter) => {
        const node = enter.append("g").attr("role", "button").attr("tabindex", -1);
        node.append("rect").attr("class", "tree-box").attr("rx", 9);
        const words = node.append("g").attr("aria-hidden", "true");
        for (const role of ["title", "about", "stub", "scale"])
          words.append("text").attr("class", `tree-${role}`);
        return node;
      })
      .attr(
        "class",
        (node) => `mark tree-node hue-${node.hue} is-${node.level}${now.has(node.key) ? " is-now" : ""}`,
      )
      .attr("data-key", (node) => node.key)
      .attr("aria-label", (node) => node.label)
      .attr("opacity", opacityOf);
    nodes
      .select("rect.tree-box")
      .attr("x", (node) => node.x)
      .attr("y", (node) => node.y)
      .attr("width", (node) => node.w)
      .attr("height", (node) => node.h);
    drawWords(nodes);
    drawRows(nodes);
  });
};

const isLeaf = (node: NodeMark): boolean => node.level === "PTE" || node.level === "huge";

const drawWords = (nodes: ReturnType<typeof nodesOf>): void => {
  nodes
    .select(".tree-title")
    .attr("x", (node) => node.x + 10)
    .attr("y", (node) => node.y + 17)
    .text((node) => node.title);
  nodes
    .select(".tree-about")
    .attr("x", (node) => (isLeaf(node) ? node.x + 10 : node.x + node.w - 9))
    .attr("y", (node) => node.y + (isLeaf(node) ? 33 : 17))
    .attr("text-anchor", (node) => (isLeaf(node) ? "start" : "end"))
    .text((node) => node.about);
  nodes
    .select(".tree-stub")
    .attr("x", (node) => (isLeaf(node) ? node.x + node.w - 10 : node.x + 8))
    .attr("y", (node) => (isLeaf(node) ? node.y + 17 : node.y + node.h - 8))
    .attr("text-anchor", (node) => (isLeaf(node) ? "end" : "start"))
    .text((node) => node.stub);
  nodes
    .select(".tree-scale")
    .attr("x", (node) => node.x + node.w - 10)
    .attr("y", (node) => node.y + 33)
    .attr("text-anchor", "end")
    .text((node) => node.scale);
};

const keyUnder = (event: Event): string | null => {
  const { target } = event;
  return target instanceof Element ? (target.closest("[data-key]")?.getAttribute("data-key") ?? null) : null;
};

/** Makes the tree of the page tables in an empty element; D3 owns everything under it. */
export const createTreeStage = (host: HTMLElement, callbacks: TreeCallbacks): TreeStage => {
  const svg = select(host).append("svg").attr("class", "stage tree").attr("role", "group");
  svg.attr(
    "aria-label",
    "Page tables: PGD, PUD, PMD, PTE. Right goes into a table, Left out of it, Up and Down along a level.",
  );
  const root = svg.append("g");
  const patternOf = createPatterns(root);
  const heads = root.append("g").attr("aria-hidden", "true");
  const nodes = createNodes(root);
  const edges = createEdges(root);
  const slots = createSlotLayer(root);
  const tokens = createTokenLayer(root, patternOf);
  const ring = root.append("rect").attr("class", "focus-ring").attr("display", "none").attr("rx", 8);
  let current: TreeInput | null = null;
  let focused: string | null = null;

  const markUnder = (event: Event): TreeFocus | null => {
    const key = keyUnder(event);
    return current === null || key === null ? null : treeMark(current.picture, key);
  };
  const point = (mark: TreeFocus | null): void => {
    callbacks.onRead(mark?.label ?? null);
    callbacks.onHover(mark?.kind === "slot" ? mark.identity : null);
  };
  const choose = (event: Event): void => {
    const mark = markUnder(event);
    callbacks.onSelect(mark?.kind === "slot" ? mark.identity : null);
  };
  /** Exactly one mark is in the page's tab order. */
  const rove = (key: string | null): void => {
    if (current === null) return;
    const kept =
      key !== null && treeMark(current.picture, key) !== null ? key : treeEntry(current.picture)?.key;
    svg.selectAll(`[tabindex="0"]`).attr("tabindex", -1);
    focused = kept ?? null;
    if (focused !== null) svg.select(`[data-key="${focused}"]`).attr("tabindex", 0);
  };
  const showRing = (mark: TreeFocus | null): void => {
    ring.attr("display", mark === null ? "none" : null);
    if (mark === null) return;
    ring.attr("x", mark.x - 3).attr("y", mark.y - 3);
    ring.attr("width", mark.w + 6).attr("height", mark.h + 6);
  };
  const onKey = (event: KeyboardEvent): void => {
    const mark = markUnder(event);
    if (mark === null || current === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") choose(event);
    if (!event.key.startsWith("Arrow")) return;
    // The page's own arrow keys step through the calls; here they lead from table to table.
    event.preventDefault();
    event.stopPropagation();
    const next = treeNeighbour(current.picture, mark, event.key);
    if (next !== null) svg.select<SVGElement>(`[data-key="${next.key}"]`).node()?.focus();
  };
  svg
    .on("pointermove", (event: Event) => point(markUnder(event)))
    .on("pointerleave", () => point(null))
    .on("click", choose)
    .on("keydown", onKey)
    .on("focusin", (event: Event) => {
      const mark = markUnder(event);
      if (mark === null) return;
      rove(mark.key);
      const visible = event.target instanceof Element && event.target.matches(":focus-visible");
      showRing(visible ? mark : null);
      point(mark);
    })
    .on("focusout", () => {
      showRing(null);
      point(null);
    });

  return {
    update(input) {
      current = input;
      const { picture, layout } = input;
      svg
        .attr("width", layout.width * layout.scale)
        .attr("height", layout.height * layout.scale)
        .attr("viewBox", `0 0 ${layout.width} ${layout.height}`);
      drawHeads(heads, layout);
      const emphasis = emphasisOf(input);
      nodes(picture.nodes, picture.now);
      edges(picture.edges);
      slots(picture.slots, emphasis);
      tokens(picture.tokens, emphasis);
      rove(focused);
    },
    destroy() {
      svg.remove();
    },
  };
};

interface Head {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly role: "title" | "subtitle";
}

const headsOf = (layout: TreeLayout): readonly Head[] => {
  const columns = new Map(layout.tables.map((table) => [table.level, table.x]));
  const more = layout.left > 0 ? ` · ${layout.left} more tables are left out` : "";
  const about =
    layout.width > 520
      ? `four levels; P4D is folded · allocated tables only${more}`
      : `four levels, P4D folded${more}`;
  const names = [...columns].map(([text, x]): Head => ({ text, x: x + 2, y: 52, role: "subtitle" }));
  const [leaf] = layout.leaves;
  return [
    { text: "PAGE TABLES", x: 16, y: 20, role: "title" },
    { text: about, x: 122, y: 20, role: "subtitle" },
    ...names,
    ...(leaf === undefined ? [] : [{ text: "PTE", x: leaf.x + 2, y: 52, role: "subtitle" as const }]),
  ];
};

const drawHeads = (group: Group, layout: TreeLayout): void => {
  group
    .selectAll<SVGTextElement, Head>("text")
    .data(headsOf(layout))
    .join("text")
    .attr("class", (head) => `lane lane-${head.role}`)
    .attr("x", (head) => head.x)
    .attr("y", (head) => head.y)
    .text((head) => head.text);
};
