import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { relative } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { contentSecurityPolicy } from "./e2e/tools/csp.mjs";
import { firstRun } from "./e2e/tools/firstRun.mjs";
import { offline } from "./e2e/tools/offline.mjs";

/** Names of classes, the same in every build: the name in the file, and the file. Short, and they pack well. */
const scopedName = (name: string, file: string): string =>
  `${name}-${createHash("sha256")
    .update(relative(import.meta.dirname, file))
    .digest("base64url")
    .slice(0, 3)}`;

/** Folders of app/ui with which the frame and the first picture are drawn. */
const FRAME = ["hooks", "layout", "primitives", "stage", "story", "topbar", "transport", "views"];

/**
 * Where the React Compiler works. In the frame of the page its memos would save next to nothing, for it is drawn
 * once, and would be seven KiB of the first load; what is dear to draw there is remembered by hand.
 */
const COMPILED = [
  ...readdirSync(new URL("app/ui", import.meta.url)).filter(
    (name) => !/\.|^_/.test(name) && !FRAME.includes(name),
  ),
  "stage/MemoryTable.tsx",
  "stage/PageTree.tsx",
].map((name) => `/app/ui/${name}`);

export default defineConfig({
  // Relative addresses: the built site works from any folder of any host.
  base: "./",
  plugins: [
    react({ compiler: { logDiagnostics: true, sources: COMPILED } }),
    firstRun(),
    contentSecurityPolicy(),
    offline(),
  ],
  css: { modules: { generateScopedName: scopedName } },
  build: {
    // Names and texts of the licences of everything that is bundled.
    license: { fileName: "licences.md" },
    manifest: true, // read by e2e/tools/budget.mjs
    target: "es2023",
    // Never inline a font or picture as a data: address: the policy of the page forbids most of them.
    assetsInlineLimit: 0,
    // Every browser that understands the target preloads modules by itself.
    modulePreload: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the first picture needs comes in one file: one round trip, and it packs best together.
            { name: "first", tags: ["$initial"], priority: 2 },
            // What runs a program is always needed together.
            { name: "engine", test: /\/app\/(base|engine|lang|timeline)\//, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    // No test changes what another one sees, so a worker loads a module once.
    isolate: false,
    projects: [
      {
        extends: true,
        // css: the architecture test reads styles as text.
        test: {
          name: "app",
          environment: "node",
          css: true,
          testTimeout: 20_000,
          include: ["app/**/*.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: { name: "tools", environment: "node", testTimeout: 20_000, include: ["e2e/**/*.test.ts"] },
      },
    ],
  },
});
