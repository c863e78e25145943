/**
 * The pages beside the workbench. Each is one line here, is fetched when a reader first goes there, and is shown
 * at `#/name`. What follows the name in the fragment is the page's own business (see route.ts).
 */
import { type ComponentType, lazy } from "react";

/** What every page gets. */
export interface PageProps {
  /** What follows the page's name in the fragment. */
  readonly path: readonly string[];
}

export interface PageEntry {
  readonly name: string;
  /** As the menu has it. */
  readonly title: string;
  /** One short sentence for the menu. */
  readonly about: string;
  readonly Page: ComponentType<PageProps>;
  /** Reached by its address alone, and not in the menu. */
  readonly hidden?: true;
}

const fetched = (load: () => Promise<ComponentType<PageProps>>): ComponentType<PageProps> =>
  lazy(async () => ({ default: await load() }));

/** In the order of the menu. */
export const PAGES: readonly PageEntry[] = [
  {
    name: "library",
    title: "Library",
    about: "Every scenario, by chapter, call, flag, errno and kernel.",
    Page: fetched(async () => (await import("#ui/library/LibraryPage.tsx")).LibraryPage),
  },
  {
    name: "walks",
    title: "Walkthroughs",
    about: "Step by step, and each step asks before it shows.",
    Page: fetched(async () => (await import("#ui/walks/WalksPage.tsx")).WalksPage),
  },
  {
    name: "changes",
    title: "What changed when",
    about: "Every rule that changed, played on both sides; five kernels, one call.",
    Page: fetched(async () => (await import("#ui/changes/ChangesPage.tsx")).ChangesPage),
  },
  {
    name: "lattice",
    title: "All combinations",
    about: "The composed call with every set of flags, size and place.",
    Page: fetched(async () => (await import("#ui/lattice/LatticePage.tsx")).LatticePage),
  },
  {
    name: "compare",
    title: "Compare",
    about: "Two runs side by side, in lockstep.",
    Page: fetched(async () => (await import("#ui/compare/ComparePage.tsx")).ComparePage),
  },
  {
    name: "orders",
    title: "Try all orders",
    about: "Every order of the threads’ calls, and what comes of each.",
    Page: fetched(async () => (await import("#ui/orders/OrdersPage.tsx")).OrdersPage),
  },
  {
    name: "handout",
    title: "Hand-out",
    about: "This run on paper: a picture for each call, or a worksheet.",
    Page: fetched(async () => (await import("#ui/handout/HandoutPage.tsx")).HandoutPage),
  },
  {
    name: "import",
    title: "Import a log",
    about: "An strace log of a real program, replayed and compared.",
    Page: fetched(async () => (await import("#ui/import/ImportPage.tsx")).ImportPage),
  },
  {
    name: "language",
    title: "The scenario language",
    about: "How a program is written: calls, flags, settings, each with an example that runs.",
    Page: fetched(async () => (await import("#ui/language/LanguagePage.tsx")).LanguagePage),
  },
  {
    name: "author",
    title: "Make a walkthrough",
    about: "Steps, texts and questions of your own; the engine computes the answers.",
    Page: fetched(async () => (await import("#ui/author/AuthorPage.tsx")).AuthorPage),
  },
  {
    name: "walk-shared",
    title: "A shared walkthrough",
    about: "Out of a link.",
    Page: fetched(async () => (await import("#ui/author/SharedPage.tsx")).SharedPage),
    hidden: true,
  },
  {
    name: "present",
    title: "Present",
    about: "For a projector: stage and one sentence, clicker keys, notes in a second window.",
    Page: fetched(async () => (await import("#ui/present/PresentPage.tsx")).PresentPage),
  },
  {
    name: "presenter",
    title: "Presenter’s notes",
    about: "What the room does not see.",
    Page: fetched(async () => (await import("#ui/present/NotesPage.tsx")).NotesPage),
    hidden: true,
  },
];

export const pageNamed = (name: string): PageEntry | undefined => PAGES.find((page) => page.name === name);
