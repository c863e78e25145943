import { addrOf, hex } from "#engine/addr.ts";
import type { ZoomCell } from "#scene/zoomCells.ts";
import { counted, plural } from "#scene/text.ts";

/** Words of the levels: the way through the page tables. */
export const zoomWords = {
  trueScale: "True scale",
  trueScaleHint: "One scale over everything, instead of breaks with their sizes",
  path: "Level of the page tables",
  into: "Zoom in",
  out: "Zoom out",
  fit: "Fit",
  fitHint: "The level at which the whole run can be seen",
  map: "Window in the address space",
  lower: "Lower addresses",
  higher: "Higher addresses",
  hint: "Point at a cell to read what it holds. Double-click, Enter or the wheel go in.",
  asTable: "The cells as a table",
  caption: "Cells with a mapping",
  nothing: "Nothing is mapped here.",
  address: "Address",
  mappings: "Mappings",
  entries: "Entries set",
  holds: "Pages by state",
  odd: "Unlike the rest",
  open: (address: string): string => `Go into ${address}`,
  more: (count: number): string => `${counted(count)} more cells are not listed: go in to see them.`,
};

const MOST_STATES = 4;

/** "511 frame · 1 uffd marker" */
export const statesInWords = ({ states }: ZoomCell): string => {
  const told = states.slice(0, MOST_STATES).map(({ words, pages }) => `${counted(pages)} ${words}`);
  const rest = states.slice(MOST_STATES).reduce((sum, { pages }) => sum + pages, 0);
  return [...told, ...(rest > 0 ? [`${counted(rest)} other`] : [])].join(" · ");
};

/** What a cell is and holds, in one line. */
export const cellInWords = (cell: ZoomCell): string => {
  const place = `${hex(addrOf(cell.vpn))}, ${plural(cell.pages, "page", "pages")}`;
  if (cell.mapped === 0) return `${place}: nothing is mapped`;
  const odd = cell.odd > 0 && cell.pages > 1 ? ` · ${counted(cell.odd)} unlike the rest` : "";
  const mapped = cell.mapped < cell.pages ? `, ${counted(cell.mapped)} mapped` : "";
  return `${place}${mapped}, ${plural(cell.vmas, "mapping", "mappings")}: ${statesInWords(cell)}${odd}`;
};
