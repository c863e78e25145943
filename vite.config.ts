import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { contentSecurityPolicy } from "./e2e/tools/csp.mjs";
import { firstRun } from "./e2e/tools/firstRun.mjs";
import { offline } from "./e2e/tools/offline.mjs";

/**
 * What is drawn again with every step or picture: there the React Compiler's memos pay. Elsewhere they would make
 * the first load larger and save nothing.
 */
const REDRAWN = [
  "/app/ui/hooks/",
  "/app/ui/stage/",
  "/app/ui/transport/Timeline.tsx",
  "/app/ui/program/Listing.tsx",
  "/app/ui/kernel/",
  "/app/ui/details/",
  "/app/ui/composer/",
  "/app/ui/library/",
];

export default defineConfig({
  // Relative addresses: the built site works from any folder of any host.
  base: "./",
  plugins: [
    react({ compiler: { logDiagnostics: true, sources: REDRAWN } }),
    firstRun(),
    contentSecurityPolicy(),
    offline(),
  ],
  build: {
    // Names and texts of the licences of everything that is bundled.
    license: { fileName: "licences.md" },
    manifest: true, // read by e2e/tools/budget.mjs
    target: "es2023",
    // Never inline a font or picture as a data: address: the policy of the page forbids most of them.
    assetsInlineLimit: 0,
    // Every browser that understands the target preloads modules by itself.
    modulePreload: { polyfill: false },
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
