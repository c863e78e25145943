import { PMD_PAGES, PTRS_PER_TABLE, addrOf, hex } from "#engine/addr.ts";
import type { Machine, Mm } from "#engine/machine.ts";
import { cellTokens, type TokenSource } from "./aggregate.ts";
import { contentOf } from "./content.ts";
import type { Hue, Point, Rect, SlotMark, TokenMark } from "./marks.ts";
import { counted, grouped, monoWidth, pfnText, plural, shortened, uiWidth } from "./text.ts";
import { tokenOf } from "./tokens.ts";
import type { Tables } from "./treeHistory.ts";
import { hangingPlaces, type LeafPlace, type TablePlace, type TreeLayout } from "./treePlaces.ts";
import { vmaName, type Names } from "./vmaText.ts";

/** An entry of an upper table: a recessed slot, with a pointer in it or without. */
export interface RowMark extends Rect {
  readonly key: string;
  readonly text: string;
  readonly set: boolean;
}

/** A table of the tree, or a huge page: fixed in its place. */
export interface NodeMark extends Rect {
  readonly kind: "node";
  readonly key: string;
  readonly level: "PGD" | "PUD" | "PMD" | "PTE" | "huge";
  readonly title: string;
  /** Right of the title: what it maps now. */
  readonly about: string;
  /** "509 empty" */
  readonly stub: string;
  /** "1 cell = 16 entries"; empty where every entry has a cell. */
  readonly scale: string;
  readonly rows: readonly RowMark[];
  readonly hue: Hue;
  readonly opacity: number;
  /** Accessible name, which says all of it. */
  readonly label: string;
  /** Key of the table that points at it; null for the PGD. */
  readonly parent: string | null;
}

/** The value of an entry: it points from a slot to a table. Its lower end is nailed. */
export interface EdgeMark {
  readonly key: string;
  readonly from: Point;
  readonly to: Point;
  readonly opacity: number;
  /** It is being hung elsewhere. */
  readonly now: boolean;
}

/** Everything that the tree view draws. */
export interface TreePicture {
  readonly nodes: readonly NodeMark[];
  readonly edges: readonly EdgeMark[];
  readonly slots: readonly SlotMark[];
  readonly tokens: readonly TokenMark[];
  /** Keys of nodes, slots and edges that the call is about right now. */
  readonly now: ReadonlySet<string>;
}

const UI = 11;
const UPPER_PAGES: Readonly<Record<TablePlace["level"], number>> = {
  PGD: PMD_PAGES * PTRS_PER_TABLE * PTRS_PER_TABLE,
  PUD: PMD_PAGES * PTRS_PER_TABLE,
  PMD: PMD_PAGES,
};

/** What hangs where in one state, by key. */
interface Hung {
  /** Child key → its parent's key and the entry from which it hangs. */
  readonly parents: ReadonlyMap<string, { readonly parent: string; readonly index: number }>;
  /** Key of a table or leaf → its first page. */
  readonly pages: ReadonlyMap<string, number>;
}

const PGD = "PGD 0";

const hungOf = (tables: Tables, layout: TreeLayout): Hung => {
  const unit = PTRS_PER_TABLE;
  const parents = new Map<string, { parent: string; index: number }>();
  const pages = new Map<string, number>([[PGD, 0]]);
  for (const [index, id] of tables.puds) {
    parents.set(`PUD ${id}`, { parent: PGD, index });
    pages.set(`PUD ${id}`, index * UPPER_PAGES.PGD);
  }
  for (const [index, id] of tables.pmds) {
    const pud = tables.puds.get(Math.floor(index / unit));
    if (pud === undefined) continue;
    parents.set(`PMD ${id}`, { parent: `PUD ${pud}`, index: index % unit });
    pages.set(`PMD ${id}`, index * UPPER_PAGES.PUD);
  }
  for (const { place, index } of hangingPlaces(tables, layout.leaves)) {
    const pmd = tables.pmds.get(Math.floor(index / unit));
    if (pmd === undefined) continue;
    parents.set(place.key, { parent: `PMD ${pmd}`, index: index % unit });
    pages.set(place.key, index * PMD_PAGES);
  }
  return { parents, pages };
};

const rowX = (place: TablePlace): number => place.x + 8;

const tableNode = (place: TablePlace, hung: Hung, used: ReadonlyMap<string, number>): NodeMark | null => {
  const first = hung.pages.get(place.key);
  if (first === undefined) return null;
  const set = [...hung.parents.values()].filter((child) => child.parent === place.key);
  // Leaves that stand for several tables use several entries.
  const entries = used.get(place.key) ?? set.length;
  const rows = place.rows.map((row): RowMark => {
    const there = set.some((child) => child.index === row.index);
    return {
      key: `${place.key} ${row.index}`,
      x: rowX(place),
      y: row.y,
      w: place.w - 16,
      h: 18,
      text: String(row.index),
      set: there,
    };
  });
  const about = place.level === "PGD" ? "" : grouped(addrOf(first));
  const empty = `${PTRS_PER_TABLE - entries} empty`;
  const range = place.level === "PGD" ? "the whole address space" : `from ${hex(addrOf(first))}`;
  return {
    kind: "node",
    ...rect(place),
    key: place.key,
    level: place.level,
    title: place.level,
    about: place.w - 52 >= monoWidth(about, UI) ? about : "",
    stub: empty,
    scale: "",
    rows,
    hue: "none",
    opacity: 1,
    label: `${place.level} table, ${range}: ${plural(entries, "entry", "entries")} set, ${empty}`,
    parent: hung.parents.get(place.key)?.parent ?? null,
  };
};

const rect = ({ x, y, w, h }: Rect): Rect => ({ x, y, w, h });

/** Entries of each upper table that are in use. */
const usedEntries = (hung: Hung, layout: TreeLayout): ReadonlyMap<string, number> => {
  const counts = new Map(layout.leaves.map((leaf) => [leaf.key, leaf.count]));
  const used = new Map<string, number>();
  for (const [child, { parent }] of hung.parents) {
    used.set(parent, (used.get(parent) ?? 0) + (counts.get(child) ?? 1));
  }
  return used;
};

interface Scene {
  readonly machine: Machine;
  readonly mm: Mm;
  readonly names: Names;
}

/** Names of the mappings in a range of pages, at most two. */
const namesIn = ({ machine, mm, names }: Scene, from: number, to: number): string => {
  const found: string[] = [];
  for (const { value: vma } of mm.vmas.entries(addrOf(from), addrOf(to))) {
    if (found.length === 2) return `${found.join(", ")} …`;
    const name = vmaName(machine, mm, vma, names);
    if (!found.includes(name)) found.push(name);
  }
  return found.join(", ");
};

const entriesIn = (mm: Mm, from: number, to: number): number => {
  let count = 0;
  for (const { start, end } of mm.pageTable.entries.entries(from, to)) {
    count += Math.min(end, to) - Math.max(start, from);
  }
  return count;
};

const leafTitle = (place: LeafPlace): string => {
  if (place.kind === "pte") return place.count === 1 ? "PTE table" : `${counted(place.count)} PTE tables`;
  const size = place.count === 1 ? "2 MiB page" : `${counted(place.count)} 2 MiB pages`;
  return place.id < 0 ? `${size}, huge zero page` : `${size}, frame ${pfnText(place.id * PMD_PAGES)}`;
};

const leafNode = (scene: Scene, place: LeafPlace, first: number, parent: string): NodeMark => {
  const pages = place.count * PMD_PAGES;
  const set = entriesIn(scene.mm, first, first + pages);
  const title = leafTitle(place);
  const cells = place.perCell > 1 && place.kind === "pte" ? `1 cell = ${counted(place.perCell)} entries` : "";
  const stub = place.kind === "huge" ? "" : `${counted(pages - set)} empty`;
  const owner = namesIn(scene, first, first + pages);
  const where = `${owner === "" ? "" : `${owner} · `}${grouped(addrOf(first))}`;
  const room = place.w - uiWidth(cells, UI) - 28;
  const frame = place.kind === "huge" && place.id >= 0 ? scene.machine.frames.at(place.id * PMD_PAGES) : null;
  return {
    kind: "node",
    ...rect(place),
    key: place.key,
    level: place.kind === "pte" ? "PTE" : "huge",
    title,
    about: shortened(where, Math.max(0, room), (text) => monoWidth(text, UI)),
    stub: uiWidth(`${title}${stub}`, UI) * 1.05 + 28 > place.w ? "" : stub,
    scale: cells,
    rows: [],
    hue: frame === null ? "none" : contentOf(frame.value).look.hue,
    opacity: 1,
    label: `${title}, maps ${hex(addrOf(first))} to ${hex(addrOf(first + pages))}${owner === "" ? "" : ` (${owner})`}${stub === "" ? "" : `: ${plural(set, "entry", "entries")} set, ${stub}`}`,
    parent,
  };
};

const singleToken = ({ machine, entries, vpn, rect: cell }: TokenSource): TokenMark | null => {
  const entry = entries.at(vpn);
  if (entry === null) return null;
  const { value: run } = entry;
  const offset = vpn - entry.start;
  const found = run.kind === "present" ? machine.frames.at(run.pfn + offset) : null;
  const pfn = run.kind === "present" ? run.pfn + offset : 0;
  return tokenOf(
    vpn,
    run,
    offset,
    cell,
    found === null ? null : { run: found.value, offset: pfn - found.start },
  );
};

/** A cell of a leaf: entries [offset, offset + entries) of it. */
interface Cell {
  readonly key: string;
  readonly offset: number;
  readonly entries: number;
  readonly rect: Rect;
}

export function* cellsOfLeaf(place: LeafPlace): Generator<Cell> {
  for (const strip of place.strips) {
    for (let i = 0; i * place.perCell < strip.entries; i += 1) {
      const offset = strip.offset + i * place.perCell;
      const entries = Math.min(place.perCell, strip.offset + strip.entries - offset);
      const cell = {
        x: strip.x + i * place.pitch,
        y: place.cellY,
        w: place.cell,
        h: Math.max(14, place.cell),
      };
      yield { key: `${place.key} ${offset}`, offset, entries, rect: cell };
    }
  }
}

interface Marks {
  readonly slots: SlotMark[];
  readonly tokens: TokenMark[];
}

const addCells = (marks: Marks, scene: Scene, place: LeafPlace, first: number): void => {
  const { machine, mm } = scene;
  for (const { key, offset, entries: pages, rect: cell } of cellsOfLeaf(place)) {
    const vpn = first + offset;
    const source: TokenSource = { machine, entries: mm.pageTable.entries, vpn, pages, rect: cell };
    const token = pages === 1 ? singleToken(source) : cellTokens(source);
    if (token !== null) marks.tokens.push({ ...token, key: `entry ${vpn}` });
    const what =
      pages === 1
        ? `Entry ${vpn % PTRS_PER_TABLE} of page ${hex(addrOf(vpn))}`
        : `${pages} entries from ${hex(addrOf(vpn))}`;
    marks.slots.push({
      kind: "slot",
      key: `cell ${key}`,
      identity: token?.identity ?? { kind: "page", vpn },
      ...cell,
      opacity: 1,
      label: token?.label ?? `${what}: none`,
      vpn,
      pages,
    });
  }
};

const NOTHING: ReadonlySet<string> = new Set();
const EMPTY: TreePicture = { nodes: [], edges: [], slots: [], tokens: [], now: NOTHING };

const edgesOf = (hung: Hung, layout: TreeLayout): readonly EdgeMark[] => {
  const tables = new Map(layout.tables.map((place) => [place.key, place]));
  return [...layout.tables, ...layout.leaves].flatMap((child): readonly EdgeMark[] => {
    const link = hung.parents.get(child.key);
    const parent = link === undefined ? undefined : tables.get(link.parent);
    const row = parent?.rows.find((one) => one.index === link?.index);
    if (parent === undefined || row === undefined) return [];
    const from = { x: parent.x + parent.w - 8, y: row.y + 9 };
    const to = { x: child.x, y: child.y + Math.min(child.h / 2, 40) };
    return [{ key: `edge ${child.key}`, from, to, opacity: 1, now: false }];
  });
};

/** The tree of one state. Pure: equal states give equal pictures. */
export const treeOf = (machine: Machine, tables: Tables, layout: TreeLayout, names: Names): TreePicture => {
  const mm = machine.mms.get(layout.history.mm);
  if (mm === undefined) return EMPTY;
  const scene = { machine, mm, names };
  const hung = hungOf(tables, layout);
  const used = usedEntries(hung, layout);
  const nodes = layout.tables.flatMap((place) => tableNode(place, hung, used) ?? []);
  const marks: Marks = { slots: [], tokens: [] };
  for (const place of layout.leaves) {
    const first = hung.pages.get(place.key);
    const parent = hung.parents.get(place.key)?.parent;
    if (first === undefined || parent === undefined) continue;
    nodes.push(leafNode(scene, place, first, parent));
    if (place.kind === "pte") addCells(marks, scene, place, first);
  }
  return { nodes, edges: edgesOf(hung, layout), ...marks, now: NOTHING };
};
