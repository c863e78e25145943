/** Installs packages of the system where that needs no question: Debian or Ubuntu, as root or by sudo. */
import { lastLines, run } from "./run.mjs";

/** @type {string[] | undefined} what to write before apt-get; undefined until asked */
let prefix;
let updated = false;

async function mayInstall() {
  if (prefix) return true;
  if (!(await run("apt-get", ["--version"], { quiet: true })).ok) return false;
  if (process.getuid?.() === 0) prefix = [];
  // -n: never ask for a password, nobody may be there to type it.
  else if ((await run("sudo", ["-n", "true"], { quiet: true })).ok) prefix = ["sudo", "-n"];
  return prefix !== undefined;
}

/** @param {string[]} args */
async function aptGet(args) {
  const [command = "", ...rest] = [
    ...(prefix ?? []),
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-o",
    "DPkg::Lock::Timeout=120",
    ...args,
  ];
  const result = await run(command, rest, { quiet: true });
  if (!result.ok) console.log(`  apt-get ${args[0]}: ${result.why}\n${lastLines(result.output)}`);
  return result.ok;
}

/** @param {string[]} packages @returns {Promise<boolean>} */
export async function aptInstall(packages) {
  if (!(await mayInstall())) return false;
  console.log(`installing ${packages.join(" ")} with apt …`);
  // A failing update (one dead source of many) need not stop the install.
  if (!updated) await aptGet(["update"]);
  updated = true;
  return aptGet(["install", "-y", "--no-install-recommends", ...packages]);
}
