/** Every class of a CSS module is used by a component that imports it, and every class used is there. */
import { expect, test } from "vitest";

type Sources = Readonly<Record<string, string>>;

const styles: Sources = import.meta.glob<string>("../**/*.module.css", {
  query: "?raw",
  import: "default",
  eager: true,
});
const code: Sources = import.meta.glob<string>("../**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

const fileOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Names of classes in a style sheet, without comments, texts and what has the shape of a number. */
const classesOf = (css: string): ReadonlySet<string> => {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/"[^"]*"/g, "");
  const selectors = bare.match(/[^{};]+(?=\{)/g) ?? [];
  const local = selectors.join("\n").replace(/:global\([^)]*\)/g, "");
  return new Set([...local.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(([, name = ""]) => name));
};

/** Under which names a file imports the style sheet. */
const namesFor = (text: string, sheet: string): readonly string[] =>
  [...text.matchAll(/import (\w+) from ["']([^"']+\.module\.css)["']/g)].flatMap(([, name = "", path = ""]) =>
    fileOf(path) === sheet ? [name] : [],
  );

/** Classes that nobody asks for by name. A sheet that is indexed by something computed counts as used whole. */
const unused = (sheets: Sources, sources: Sources): readonly string[] =>
  Object.entries(sheets).flatMap(([path, css]) => {
    const sheet = fileOf(path);
    const users = Object.values(sources).flatMap((text) =>
      namesFor(text, sheet).map((name) => ({ text, name })),
    );
    const asked = new Set<string>();
    for (const { text, name } of users) {
      if (new RegExp(`\\b${name}\\[(?!["'])`).test(text)) return [];
      for (const [, key = ""] of text.matchAll(new RegExp(`\\b${name}\\[["']([^"']+)["']\\]`, "g")))
        asked.add(key);
    }
    return [...classesOf(css)].filter((name) => !asked.has(name)).map((name) => `${sheet}: .${name}`);
  });

test("no style sheet holds a class that nobody uses", () => {
  expect(Object.keys(styles).length).toBeGreaterThan(20);
  expect(unused(styles, code)).toEqual([]);
});

test("a planted one is found", () => {
  const sheet = { "./A.module.css": ".used .child:hover { top: 0.5em } /* .old {} */ .lost { top: 0 }" };
  const user = { "a.tsx": `import styles from "./A.module.css";\nstyles["used"]; styles["child"];` };
  expect(unused(sheet, user)).toEqual(["A.module.css: .lost"]);
  const computed = { "a.tsx": `import styles from "./A.module.css";\nstyles[kind];` };
  expect(unused(sheet, computed)).toEqual([]);
});
