/**
 * `npm run soak`: random input in full, where `npm test` runs a slice.
 * node e2e/tools/soak.mjs [--share 0.01] [--seed N] [language|logs|links|walkthroughs|monkey|messages|memory|walks|embeds|sizes]
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { ensureBrowser } from "./browser.mjs";
import { npm } from "./packages.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { share: { type: "string", default: "1" }, seed: { type: "string" } },
});
const seed = values.seed ?? String(Math.floor(Date.now() / 86_400_000));
const env = { SOAK_SHARE: values.share, SOAK_SEED: seed };
console.log(`seed ${seed}, share ${values.share}`);

const only = positionals[0];
const wants = (/** @type {string} */ name) => only === undefined || only === name;
/** Nothing of it may be ended for its length. */
const minutes = 24 * 60;
const started = Date.now();
let ok = true;

const fuzz = ["language", "logs", "links", "walkthroughs"]
  .filter(wants)
  .map((name) => `e2e/soak/${name}.test.ts`);
if (fuzz.length > 0) {
  const result = await npm(["run", "--silent", "test:unit", "--", "--testTimeout=86400000", ...fuzz], {
    env,
    minutes,
  });
  ok &&= result.ok;
}
const inBrowser = [
  ...["monkey", "messages", "memory", "walks", "embeds"]
    .filter(wants)
    .map((name) => `e2e/soak/${name}.spec.ts`),
  ...["sizes"].filter(wants).map((name) => `e2e/${name}.spec.ts`),
];
if (inBrowser.length > 0) {
  const browser = await ensureBrowser();
  if (!existsSync("dist/index.html")) ok &&= (await npm(["run", "--silent", "build"])).ok;
  const result = await npm(["run", "--silent", "test:e2e", "--", ...inBrowser], {
    env: { ...env, CHROMIUM_PATH: browser ? browser.options.executablePath : undefined },
    minutes,
  });
  ok &&= result.ok;
}
console.log(
  `${ok ? "nothing broke" : "something broke"} after ${((Date.now() - started) / 60_000).toFixed(1)} min`,
);
process.exitCode = ok ? 0 : 1;
