/** Draws public/icon-*.png from public/favicon.svg: node e2e/tools/icons.mjs, after the mark has changed. */
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright";
import { launchOptions } from "./chromium.mjs";

const PUBLIC = new URL("../../public/", import.meta.url);
const mark = readFileSync(new URL("favicon.svg", PUBLIC), "utf8");

/** Share of the icon that the mark fills; the maskable one may be cut to a circle. */
const ICONS = [
  { file: "icon-192.png", size: 192, share: 0.84 },
  { file: "icon-512.png", size: 512, share: 0.84 },
  { file: "icon-maskable-512.png", size: 512, share: 0.58 },
];

const browser = await chromium.launch(launchOptions());
const page = await browser.newPage();
for (const { file, size, share } of ICONS) {
  const side = Math.round(size * share);
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:#faf9f6">` +
      mark.replace("<svg ", `<svg width="${side}" height="${side}" `),
  );
  writeFileSync(new URL(file, PUBLIC), await page.screenshot());
}
await browser.close();
