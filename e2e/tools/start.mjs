/**
 * `npm start`: installs what is missing, builds the site, serves it, prints its address when it is ready,
 * and opens it where there is a desktop.
 *   npm start -- [--port N] [--host ADDRESS] [--no-open]
 */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { ensurePackages, ROOT } from "./packages.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4173" },
    host: { type: "string", default: "localhost" },
    "no-open": { type: "boolean", default: false },
  },
});

/** Opening a browser is a courtesy: where it does not work, nothing happens. @param {string} url */
function openBrowser(url) {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI) return;
  /** @type {[string, ...string[]] | undefined} */
  let command;
  if (process.platform === "darwin") command = ["open", url];
  else if (process.platform === "win32") command = ["cmd", "/c", "start", "", url];
  else if (DISPLAY || WAYLAND_DISPLAY) command = ["xdg-open", url];
  if (!command) return;
  const [program, ...args] = command;
  spawn(program, args, { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

if (await ensurePackages()) {
  // Imported only now: it has just been installed.
  const { build, preview } = await import("vite");
  await build({ root: ROOT, logLevel: "warn" });
  const server = await preview({ root: ROOT, preview: { host: values.host, port: Number(values.port) } });
  const url = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
  if (!url) throw new Error("the server has no address");
  console.log(`mremap explorer is ready: ${url}  (Ctrl+C ends it)`);
  if (!values["no-open"]) openBrowser(url);
} else {
  process.exitCode = 1;
}
