/**
 * Who may import whom. The tables are the rule; everything they do not allow is a failure. The checks are
 * tried on planted mistakes first, so that a check that can no longer fail is noticed.
 */
import { describe, expect, test } from "vitest";

interface Allowed {
  readonly folders: readonly string[];
  readonly npm: readonly string[];
  /** Folders that may only be reached by `import()`, so that their code is loaded when it is needed. */
  readonly lazily?: readonly string[];
}

/** What knows nothing of a page. */
const PURE = ["base", "engine", "lang", "formats", "timeline", "scene", "link", "scenarios", "teach"];

const FOLDERS: Readonly<Record<string, Allowed>> = {
  base: { folders: [], npm: [] },
  engine: { folders: ["base"], npm: [] },
  lang: { folders: ["base", "engine"], npm: [] },
  formats: { folders: ["base", "engine", "lang", "timeline"], npm: [] },
  timeline: { folders: ["base", "engine", "lang"], npm: [] },
  scene: { folders: ["base", "engine", "timeline"], npm: ["d3"] },
  // The tables of calls and constants, from which links are abbreviated, are the engine's.
  link: { folders: ["base", "engine", "lang"], npm: [] },
  scenarios: { folders: ["base", "engine", "lang"], npm: [] },
  teach: { folders: ["base", "engine", "lang", "timeline", "scenarios"], npm: [] },
  workers: { folders: PURE, npm: [] },
  store: { folders: PURE, npm: ["zustand"] },
  stage: { folders: ["base", "scene"], npm: ["d3"] },
  editor: { folders: ["base", "engine", "lang"], npm: ["@codemirror/*", "@lezer/*", "react"] },
  export: { folders: ["base", "scene", "stage"], npm: [] },
  styles: { folders: [], npm: ["@fontsource-variable/*"] },
  ui: {
    folders: [...PURE, "stage", "store", "workers", "styles"],
    lazily: ["editor", "export"],
    npm: ["react", "react-dom", "zustand", "lean-qr", "@fontsource-variable/*"],
  },
};
const EVERY_FOLDER = Object.keys(FOLDERS);

/** The composition root is the one file that knows everything. */
const MAIN: Allowed = {
  folders: EVERY_FOLDER,
  npm: ["react", "react-dom", "zustand", "@fontsource-variable/*"],
};

/** Tests may reach across folders, but what is pure is tested without a page. */
const PAGE = ["ui", "store", "stage", "editor", "export"];
const TEST_NPM = ["vitest", "fast-check"];

/** Violations that are known and will go: "file → import", with the reason. Empty is the aim. */
const DEBTS: Readonly<Record<string, string>> = {};

const MAX_LINES = 400;

// --- reading sources -------------------------------------------------------------------------------------

/** Path below app/ → text. */
type Sources = Readonly<Record<string, string>>;

interface Import {
  readonly specifier: string;
  readonly lazy: boolean;
  /** An address for a worker: aliases do not work in it. */
  readonly url: boolean;
  readonly clause: string;
}

const STATIC = /^\s*(import|export)\s+((?:type\s+)?[\w$*{},\s]+?)\s+from\s*["']([^"']+)["']/gm;
const BARE = /^\s*import\s*["']([^"']+)["']/gm;
const LAZY = /\bimport\(\s*["'`]([^"'`]+)["'`]\s*\)/g;
const COMPUTED = /\bimport\(\s*(?!["'`])/;
const WORKER = /new URL\(\s*["']([^"']+\.tsx?)["'],\s*import\.meta\.url/g;
const REEXPORT = /^\s*export\s+(?:type\s+)?(?:\*|\{[^}]*\})[\w\s]*\sfrom\s/m;

const isTest = (file: string): boolean => /\.(test|testing)\.tsx?$/.test(file);
const folderOf = (file: string): string => (file.includes("/") ? file.slice(0, file.indexOf("/")) : "");
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

function importsOf(text: string): Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  const add = (specifier = "", more: Partial<Import> = {}): void => {
    found.push({ specifier, lazy: false, url: false, clause: "", ...more });
  };
  for (const [, , clause = "", specifier] of code.matchAll(STATIC)) add(specifier, { clause });
  for (const [, specifier] of code.matchAll(BARE)) add(specifier);
  for (const [, specifier] of code.matchAll(LAZY)) add(specifier, { lazy: true });
  for (const [, specifier] of code.matchAll(WORKER)) add(specifier, { lazy: true, url: true });
  return found;
}

/** The file an import names, below app/; undefined when it is a package. */
function target(from: string, specifier: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, "");
  if (bare.startsWith("#")) return bare.slice(1);
  if (!bare.startsWith(".")) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of bare.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

const listed = (list: readonly string[], name: string): boolean =>
  list.some((entry) => entry === name || (entry.endsWith("/*") && name.startsWith(entry.slice(0, -1))));

// --- the checks: each returns one line a violation -------------------------------------------------------

function allowedFor(file: string): Allowed | undefined {
  if (file === "main.tsx") return MAIN;
  const own = FOLDERS[folderOf(file)];
  if (!isTest(file)) return own;
  const folders = PURE.includes(folderOf(file))
    ? EVERY_FOLDER.filter((f) => !PAGE.includes(f))
    : EVERY_FOLDER;
  return { folders, npm: [...TEST_NPM, ...(own ?? MAIN).npm] };
}

function checkTable(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([file, text]) => {
    const allowed = allowedFor(file);
    if (!allowed) return [`${file} is in no folder of the table`];
    const bad = importsOf(text).filter(({ specifier, lazy, url }) => {
      const to = target(file, specifier);
      if (to === undefined) return !listed(allowed.npm, packageOf(specifier));
      const folder = folderOf(to);
      if (folder === folderOf(file)) return false;
      // Between folders an import says the folder's name.
      if (!url && !specifier.startsWith("#")) return true;
      return !(allowed.folders.includes(folder) || (lazy && (allowed.lazily ?? []).includes(folder)));
    });
    return bad.map(({ specifier }) => `${file} → ${specifier}`);
  });
}

function checkComputedImports(sources: Sources): string[] {
  return Object.keys(sources).filter((file) => COMPUTED.test(withoutComments(sources[file] ?? "")));
}

function checkD3(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([file, text]) =>
    importsOf(text)
      .filter(({ specifier, clause }) => /^d3\b/.test(specifier) && !/^(type\s+)?\{/.test(clause))
      .map(({ specifier, clause }) => `${file} imports ${clause || "all"} from ${specifier}`),
  );
}

function checkBarrels(sources: Sources): string[] {
  return Object.keys(sources).filter(
    (file) => /(^|\/)index\.tsx?$/.test(file) || REEXPORT.test(withoutComments(sources[file] ?? "")),
  );
}

function checkLength(files: Sources): string[] {
  return Object.entries(files)
    .map(([file, text]) => ({ file, lines: text.replace(/\n$/, "").split("\n").length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ file, lines }) => `${file} has ${lines} lines`);
}

/** Every cycle of static imports, types included, once. */
function checkCycles(sources: Sources): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const cycles: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) cycles.push([...path.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const { specifier, lazy } of importsOf(sources[file] ?? "")) {
      const to = target(file, specifier);
      if (to !== undefined && !lazy && to in sources) visit(to);
    }
    path.pop();
    done.add(file);
  };
  Object.keys(sources).forEach(visit);
  return cycles;
}

// --- the code as it is -----------------------------------------------------------------------------------

const relative = (files: Record<string, string>): Sources =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace(/^\.\//, ""), text]));

const every = relative(
  import.meta.glob<string>("./**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
);
const css = relative(
  import.meta.glob<string>("./**/*.css", { query: "?raw", import: "default", eager: true }),
);
const itself = "architecture.test.ts";
const code: Sources = Object.fromEntries(Object.entries(every).filter(([file]) => file !== itself));

describe("the code", () => {
  test("is read", () => expect(Object.keys(code)).toContain("main.tsx"));

  test("imports only what the table allows", () => {
    expect(checkTable(code).filter((line) => !(line in DEBTS))).toEqual([]);
  });

  test("has no debts that are paid", () => {
    const real = checkTable(code);
    expect(Object.keys(DEBTS).filter((debt) => !real.includes(debt))).toEqual([]);
  });

  test("names what it loads lazily", () => expect(checkComputedImports(code)).toEqual([]));
  test("has no cycles", () => expect(checkCycles(code)).toEqual([]));
  test("has no barrels", () => expect(checkBarrels(code)).toEqual([]));
  test("imports d3 by name", () => expect(checkD3(code)).toEqual([]));
  test(`has no file over ${MAX_LINES} lines`, () => expect(checkLength({ ...every, ...css })).toEqual([]));
});

describe("the checks find a planted mistake", () => {
  const table = (file: string, text: string): number => checkTable({ [file]: text }).length;

  test.each([
    ["engine/a.ts", `import { x } from "#lang/b.ts";`],
    ["engine/a.ts", `import type { X } from "#scene/b.ts";`],
    ["engine/a.ts", `import {\n  x,\n  y,\n} from "#ui/b.ts";`],
    ["engine/a.ts", `import "#styles/base.css";`],
    ["engine/a.ts", `import { x } from "../base/b.ts";`],
    ["engine/a.ts", `import { min } from "d3";`],
    ["engine/a.ts", `import { readFileSync } from "node:fs";`],
    ["engine/syscalls/a.ts", `const x = await import("#ui/b.ts");`],
    ["lang/a.ts", `export { x } from "#timeline/b.ts";`],
    ["stage/a.ts", `import { select } from "d3-selection";`],
    ["ui/a.tsx", `import { Editor } from "#editor/Editor.tsx";`],
    ["store/a.ts", `const w = new Worker(new URL("../workers/w.ts", import.meta.url));`],
    ["engine/a.test.ts", `import { App } from "#ui/App.tsx";`],
    ["engine/a.test.ts", `import { x } from "valibot";`],
    ["misc/a.ts", ``],
  ])("%s: %s", (file, text) => expect(table(file, text)).toBe(1));

  test.each([
    ["engine/syscalls/a.ts", `import { x } from "../b.ts";\nimport { y } from "#base/c.ts";`],
    ["engine/a.test.ts", `import fc from "fast-check";\nimport { run } from "#lang/run.ts";`],
    ["ui/a.tsx", `const w = new Worker(new URL("../workers/w.ts", import.meta.url));`],
    ["ui/a.tsx", `const load = () => import("#editor/Editor.tsx");`],
    ["ui/a.tsx", `import { createPortal } from "react-dom";\nimport s from "./a.module.css";`],
    ["styles/a.ts", `import "@fontsource-variable/inter/index.css";`],
    ["engine/a.ts", `// import { x } from "#ui/b.ts";\n/* import "react"; */`],
  ])("and nothing in %s: %s", (file, text) => expect(table(file, text)).toBe(0));

  test("cycles", () => {
    const a = `import type { B } from "./b.ts";`;
    const b = `import { c } from "#engine/c.ts";`;
    const c = `export const c = 1;\nimport { a } from "./a.ts";`;
    expect(checkCycles({ "engine/a.ts": a, "engine/b.ts": b, "engine/c.ts": c })).toHaveLength(1);
    expect(checkCycles({ "engine/a.ts": a, "engine/b.ts": b, "engine/c.ts": "" })).toEqual([]);
  });

  test("barrels", () => {
    expect(checkBarrels({ "a/index.ts": "" })).toHaveLength(1);
    expect(checkBarrels({ "a/b.ts": `export * from "./c.ts";` })).toHaveLength(1);
    expect(checkBarrels({ "a/b.ts": `export type { C } from "./c.ts";` })).toHaveLength(1);
    expect(checkBarrels({ "a/b.ts": `export const from = { a: 1 };` })).toEqual([]);
  });

  test("d3 as a whole, long files, computed imports", () => {
    expect(checkD3({ "stage/a.ts": `import * as d3 from "d3";` })).toHaveLength(1);
    expect(checkD3({ "stage/a.ts": `import { select } from "d3";` })).toEqual([]);
    expect(checkLength({ "a.ts": "x\n".repeat(401) })).toHaveLength(1);
    expect(checkLength({ "a.ts": "x\n".repeat(400) })).toEqual([]);
    expect(checkComputedImports({ "ui/a.ts": "import(name)" })).toHaveLength(1);
  });
});
