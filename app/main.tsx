import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "#styles/fonts.css";
import "#styles/tokens.css";
import "#styles/base.css";
import { isSwitchedOn } from "#store/address/switches.ts";
import type { Explorer } from "#store/explorer.ts";
import { CannotOpen, Framed, Opening } from "#ui/Opening.tsx";

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

/** In milliseconds: what the first picture needs is fetched first. */
const KEEP_AFTER = 3000;

/** Has the browser keep the site for use without a network, and says when there is a newer one. */
async function keep(explorer: Explorer): Promise<void> {
  const [{ keepOffline }, { words }] = await Promise.all([
    import("#ui/offline/updates.ts"),
    import("#ui/messages.ts"),
  ]);
  await keepOffline(() => {
    const { notify } = explorer.getState().actions;
    notify({ id: "new-version", severity: "info", text: words.updateThere, offer: "take-update" });
  });
}

/** The frame of the page comes first; the model, the stage and the panels follow in files of their own. */
async function open(): Promise<void> {
  root.render(<Opening />);
  const [{ App }, { openInBrowser }, { KERNELS }, { CATALOGUE, CHAPTERS }] = await Promise.all([
    import("#ui/App.tsx"),
    import("#store/browser.ts"),
    import("#engine/kernels.ts"),
    import("#scenarios/catalogue.ts"),
  ]);
  const { explorer, firstVisit, makeLink, scenario } = await openInBrowser(window);
  const catalog = { scenarios: CATALOGUE, scenario, chapters: CHAPTERS, kernels: KERNELS };
  root.render(
    <StrictMode>
      <App store={explorer} catalog={catalog} makeLink={makeLink} />
    </StrictMode>,
  );
  if (firstVisit) welcome(explorer);
  if (import.meta.env.PROD) setTimeout(() => void keep(explorer), KEEP_AFTER);
}

if (window.top !== window && !isSwitchedOn(location.search, "embed")) root.render(<Framed />);
else {
  open().catch((error: unknown) => {
    root.render(<CannotOpen />);
    throw error;
  });
}
