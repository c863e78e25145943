import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "#styles/fonts.css";
import "#styles/tokens.css";
import "#styles/base.css";
import { KERNELS } from "#engine/kernels.ts";
import { CHAPTERS, LIBRARY } from "#scenarios/library.ts";
import { openInBrowser } from "#store/browser.ts";
import type { Motion } from "#store/types.ts";
import { App } from "#ui/App.tsx";
import type { Catalog } from "#ui/catalog.tsx";

const CATALOG: Catalog = { scenarios: LIBRARY, chapters: CHAPTERS, kernels: KERNELS };

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

/** Nothing starts by itself for a reader who asked for less motion. */
const mayStart = (motion: Motion): boolean =>
  motion === "full" || (motion === "system" && !matchMedia("(prefers-reduced-motion: reduce)").matches);

const { explorer, firstVisit, makeLink } = await openInBrowser(window);
createRoot(root).render(
  <StrictMode>
    <App store={explorer} catalog={CATALOG} makeLink={makeLink} />
  </StrictMode>,
);
const { motion, actions } = explorer.getState();
if (firstVisit && mayStart(motion)) actions.play();
