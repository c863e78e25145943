import { existsSync } from "node:fs";
import { defineConfig, devices, firefox, webkit } from "@playwright/test";
import { launchOptions } from "./e2e/tools/chromium.mjs";

// A port of this run's own, so that two runs on one machine do not meet. Playwright's workers load this
// file again and inherit the variable.
const port = (process.env["E2E_PORT"] ??= String(20_000 + (process.pid % 20_000)));
const url = `http://127.0.0.1:${port}`;

/** The soak takes as long as it takes. */
const soaking = Number(process.env["SOAK_SHARE"] ?? "0") > 0;

/**
 * The other engines are driven where Playwright's own builds of them are installed and E2E_ENGINES=all asks for it:
 * `npm test` must end within minutes, and looks at Chromium alone.
 */
const others =
  process.env["E2E_ENGINES"] === "all"
    ? [
        { name: "firefox", type: firefox, device: devices["Desktop Firefox"] },
        { name: "webkit", type: webkit, device: devices["Desktop Safari"] },
      ].filter(({ type }) => existsSync(type.executablePath()))
    : [];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env["CI"],
  timeout: 120_000,
  expect: { timeout: 30_000 },
  globalTimeout: (soaking ? 24 * 60 : 45) * 60_000,
  // Every test is a first visit; keeping the site for offline use is tried in a spec of its own.
  use: { baseURL: url, trace: "off", serviceWorkers: "block" },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url,
    reuseExistingServer: false,
  },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1440, height: 900 },
        launchOptions: launchOptions(),
      },
    },
    ...others.map(({ name, device }) => ({
      name,
      // What asks Chromium's own protocol runs there.
      grepInvert: /@chromium/,
      use: { ...device, viewport: { width: 1440, height: 900 } },
    })),
  ],
});
