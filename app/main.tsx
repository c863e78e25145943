import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "#styles/fonts.css";
import "#styles/tokens.css";
import "#styles/base.css";
import "#styles/opening.css";
import { FIRST_HEADING } from "#scenarios/first.ts";
import { isSwitchedOn } from "#store/address/switches.ts";
import type { BrowserPage } from "#store/browser.ts";
import { openInBrowser } from "#store/browser.ts";
import type { Explorer } from "#store/explorer.ts";
import { App } from "#ui/App.tsx";
import { CannotOpen } from "#ui/Opening.tsx";
import type { Catalog } from "#ui/catalog.tsx";
import { FirstPicture, fetchLate, firstPicture, patiently } from "#ui/later.tsx";
import { trustOurs } from "#ui/trustedTypes.ts";

trustOurs();

const element = document.getElementById("root");
if (element === null) throw new Error("index.html has no #root");
const root = createRoot(element);

/** Below this height stage and composer do not both fit: the composer starts folded. */
const ROOM_FOR_BOTH = 840;

/** The first scenario begins by itself, but not for a reader who asked for less motion. */
function welcome(explorer: Explorer): void {
  const { motion, actions } = explorer.getState();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (innerHeight < ROOM_FOR_BOTH && innerWidth >= 760) actions.togglePanel("composer");
  if (motion === "full" || (motion === "system" && !still)) actions.play();
}

/** In milliseconds, after everything has come. */
const KEEP_AFTER = 1000;

/** What the pickers have until the whole catalogue is here: what is on the page. */
function firstCatalog({ explorer, scenario }: BrowserPage): Catalog {
  const { kernel } = explorer.getState().run.timeline.initial.config;
  return { scenario, scenarios: [FIRST_HEADING], chapters: new Map(), kernels: [kernel] };
}

async function wholeCatalog({ scenario }: BrowserPage): Promise<Catalog> {
  const [{ CATALOGUE, CHAPTERS }, { KERNELS }] = await Promise.all([
    import("#scenarios/catalogue.ts"),
    import("#engine/kernels.ts"),
  ]);
  return { scenario, scenarios: CATALOGUE, chapters: CHAPTERS, kernels: KERNELS };
}

/** In milliseconds: the engine comes by then, also on a page that is never idle. */
const AT_THE_LATEST = 1500;

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: AT_THE_LATEST });
    else setTimeout(resolve, 200);
  });

/**
 * The page stands with what the first picture needs: the first scenario and its run come with this file. The
 * engine, the catalogue and the other panels follow by themselves.
 */
async function open(): Promise<void> {
  if (window.top !== window && !isSwitchedOn(location.search, "embed")) {
    const { Framed } = await import("#ui/embed/Framed.tsx");
    root.render(<Framed />);
    return;
  }
  const page = await openInBrowser(window);
  const { explorer, firstVisit, makeLink, fetchEngine, prepare } = page;
  const show = (catalog: Catalog): void => {
    root.render(
      <StrictMode>
        <App store={explorer} catalog={catalog} makeLink={makeLink} />
        <FirstPicture />
      </StrictMode>,
    );
  };
  show(firstCatalog(page));
  if (firstVisit) welcome(explorer);
  await firstPicture;
  await idle();
  await Promise.all([
    patiently(prepare),
    patiently(fetchEngine),
    fetchLate(),
    patiently(() => wholeCatalog(page)).then(show),
  ]);
  if (!import.meta.env.PROD) return;
  const { keep } = await import("#ui/offline/keep.ts");
  setTimeout(() => void keep(explorer), KEEP_AFTER);
}

open().catch((error: unknown) => {
  root.render(<CannotOpen />);
  throw error;
});
