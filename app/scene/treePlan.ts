import type { MmEvent } from "#engine/events.ts";
import type { Cursor, Step, Timeline } from "#timeline/timeline.ts";
import { ease } from "./between.ts";
import { cellsOfLeaf, treeOf, type EdgeMark, type NodeMark, type TreePicture } from "./pageTree.ts";
import type { Point, Rect, TokenMark } from "./marks.ts";
import { remembering } from "./remembering.ts";
import { machineBefore, namesDuring } from "./stageScenes.ts";
import { lastShown, progressIn, stageIndexAt, timingOf, type StageTime } from "./timing.ts";
import { hangingPlaces, type TreeLayout } from "./treePlaces.ts";
import { phasesAt } from "./travel.ts";

type Names = ReadonlyMap<string, bigint>;
const NO_NAMES: Names = new Map();
const NO_KEYS: ReadonlySet<string> = new Set();

interface Rules<M> {
  readonly enter: (mark: M) => M;
  readonly leave: (mark: M) => M;
  readonly change: (before: M, after: M) => M;
}

const join = <M extends { readonly key: string }>(a: readonly M[], b: readonly M[], rules: Rules<M>): M[] => {
  const before = new Map(a.map((mark) => [mark.key, mark]));
  const staying = b.map((mark) => {
    const old = before.get(mark.key);
    before.delete(mark.key);
    return old === undefined ? rules.enter(mark) : rules.change(old, mark);
  });
  return [...staying, ...[...before.values()].map(rules.leave)];
};

const fading = <M extends { readonly opacity: number }>(u: number): Omit<Rules<M>, "change"> => ({
  // A table stands before anything is hung under it.
  enter: (mark) => ({ ...mark, opacity: Math.min(1, u * 3) }),
  leave: (mark) => ({ ...mark, opacity: 1 - u }),
});

const mix = (a: number, b: number, u: number): number => a + (b - a) * u;
const samePoint = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

/** The upper end is carried from slot to slot, the lower end stays nailed to its table. */
const rehang = (before: EdgeMark, after: EdgeMark, u: number): EdgeMark =>
  samePoint(before.from, after.from)
    ? after
    : {
        ...after,
        from: { x: mix(before.from.x, after.from.x, u), y: mix(before.from.y, after.from.y, u) },
        now: true,
      };

/** Where each page of the layout stands while these tables hang. */
const cellAt = (layout: TreeLayout, step: Step, count: number): ((vpn: number) => Rect | null) => {
  const cells = new Map<number, Rect>();
  for (const { place, index } of hangingPlaces(layout.history.at(step, count), layout.leaves)) {
    if (place.kind !== "pte") continue;
    for (const cell of cellsOfLeaf(place)) cells.set(index * 512 + cell.offset, cell.rect);
  }
  return (vpn) => cells.get(vpn) ?? null;
};

type Carried = Extract<MmEvent, { readonly kind: "ptesMoved" }>;

const carriedIn = (step: Step, stage: StageTime): readonly Carried[] =>
  step.events
    .slice(stage.from, stage.to)
    .flatMap((event) => (event.kind === "ptesMoved" && event.level === "pte" ? [event] : []));

const LIFT = 10;

/** Entries that a stage carries one by one: out of their slots, straight over, into the others. */
const travelling = (
  before: TreePicture,
  moves: readonly Carried[],
  at: (vpn: number) => Rect | null,
  u: number,
): readonly TokenMark[] => {
  const { lift, travel, drop } = phasesAt(u);
  return before.tokens.flatMap((token) => {
    const move = moves.find((m) => token.vpn >= m.from && token.vpn < m.from + m.pages);
    const to = move === undefined ? null : at(token.vpn - move.from + move.to);
    if (to === null) return [];
    const raised = LIFT * (lift - drop);
    return [{ ...token, x: mix(token.x, to.x, travel), y: mix(token.y, to.y, travel) - raised }];
  });
};

/** How one call is shown in the tree. */
interface TreePlan {
  readonly pictureAt: (t: number, reducedMotion: boolean) => TreePicture;
}

const nowIn = (a: TreePicture, b: TreePicture): ReadonlySet<string> => {
  const keys = new Set<string>();
  const edges = new Map(a.edges.map((edge) => [edge.key, edge]));
  for (const edge of b.edges) {
    const old = edges.get(edge.key);
    if (old === undefined || !samePoint(old.from, edge.from))
      keys.add(edge.key).add(edge.key.replace("edge ", ""));
  }
  const entries = new Map(a.tokens.map((token) => [token.key, token]));
  const after = new Map(b.tokens.map((token) => [token.key, token]));
  for (const slot of [...a.slots, ...b.slots]) {
    const key = `entry ${slot.vpn}`;
    if (entries.get(key)?.label !== after.get(key)?.label) keys.add(slot.key);
  }
  return keys;
};

const treePlanOf = (step: Step, layout: TreeLayout, before: Names): TreePlan => {
  const timing = timingOf(step);
  const { stages } = timing;
  const at = remembering((index): TreePicture => {
    const stage = stages[index];
    if (index <= 0) return treeOf(step.before, layout.history.at(step, 0), layout, before);
    if (stage === undefined) {
      return treeOf(step.after, layout.history.at(step, step.events.length), layout, step.names);
    }
    const names = namesDuring(step, before, stage.from);
    const tables = layout.history.at(step, lastShown(step, stage) + 1);
    return treeOf(machineBefore(step, stage), tables, layout, names);
  });
  const now = remembering((index) => nowIn(at(index), at(index + 1)));
  return {
    pictureAt(t, reducedMotion) {
      if (t <= 0) return at(0);
      if (t >= 1) return at(stages.length);
      const index = stageIndexAt(timing, t);
      const stage = stages[index];
      if (stage === undefined) return at(stages.length);
      const u = ease(progressIn(stage, t));
      const moves = reducedMotion ? [] : carriedIn(step, stage);
      const whole = { before: at(index), after: at(index + 1), u, now: now(index) };
      if (moves.length === 0) return treeBetween(whole, reducedMotion);
      const places = cellAt(layout, step, stage.to);
      const carried = travelling(whole.before, moves, places, progressIn(stage, t));
      const going = new Set(carried.map((token) => token.key));
      const coming = new Set(moves.flatMap((move) => [...going].map((key) => arrival(key, move))));
      const rest = treeBetween(whole, false);
      const resting = rest.tokens.filter((token) => !going.has(token.key) && !coming.has(token.key));
      return { ...rest, tokens: [...resting, ...carried] };
    },
  };
};

const arrival = (key: string, move: Carried): string =>
  `entry ${Number(key.replace("entry ", "")) - move.from + move.to}`;

interface Between {
  readonly before: TreePicture;
  readonly after: TreePicture;
  readonly u: number;
  readonly now: ReadonlySet<string>;
}

const treeBetween = ({ before, after, u, now }: Between, reducedMotion: boolean): TreePicture => {
  if (before === after) return { ...after, now };
  const either = <M>(a: M, b: M): M => (u < 0.5 ? a : b);
  return {
    nodes: join(before.nodes, after.nodes, { ...fading<NodeMark>(u), change: either }),
    edges: join(before.edges, after.edges, {
      ...fading<EdgeMark>(u),
      change: (a, b) => (reducedMotion ? either(a, b) : rehang(a, b, u)),
    }),
    slots: join(before.slots, after.slots, { ...fading(u), change: either }),
    tokens: join(before.tokens, after.tokens, { ...fading<TokenMark>(u), change: either }),
    now,
  };
};

const plans = new WeakMap<TreeLayout, Map<Step, TreePlan>>();

const planAt = (timeline: Timeline, layout: TreeLayout, index: number): TreePlan | null => {
  const step = timeline.steps[index];
  if (step === undefined) return null;
  const known = plans.get(layout) ?? new Map<Step, TreePlan>();
  plans.set(layout, known);
  const plan = known.get(step) ?? treePlanOf(step, layout, timeline.steps[index - 1]?.names ?? NO_NAMES);
  known.set(step, plan);
  return plan;
};

/** The tree at the cursor, by the same clock as the lanes. */
export const treeAt = (
  timeline: Timeline,
  layout: TreeLayout,
  cursor: Cursor,
  reducedMotion = false,
): TreePicture => {
  const next = planAt(timeline, layout, cursor.done);
  if (next !== null && cursor.t > 0) return next.pictureAt(cursor.t, reducedMotion);
  const last = planAt(timeline, layout, cursor.done - 1);
  if (last !== null) return { ...last.pictureAt(1, reducedMotion), now: NO_KEYS };
  return treeOf(timeline.initial, layout.history.initial, layout, NO_NAMES);
};
