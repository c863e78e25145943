/** The table of suites/README.md: which line of a suite's list is which case, and which are left out. */
import type { Suite, SuiteEntry } from "./suites.ts";

type Row = readonly string[];

/** A table with its columns padded, as the formatter of the project writes it. */
function table(head: Row, rows: readonly Row[], toTheRight: readonly number[] = []): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string => {
    const cells = row.map((cell, column) =>
      toTheRight.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return `| ${cells.join(" | ")} |`;
  };
  const rule = widths.map((width, column) =>
    toTheRight.includes(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

const linesOf = (entries: readonly SuiteEntry[]): number =>
  new Set(entries.flatMap(({ lines }) => lines)).size;

const isCase = ({ text }: SuiteEntry): boolean => text !== null;

interface Counts {
  readonly lines: number;
  readonly covered: number;
  readonly cases: number;
}

function countsOf({ lines, entries }: Suite): Counts {
  const cases = entries.filter(isCase);
  return { lines, covered: linesOf(cases), cases: cases.length };
}

const counted = (name: string, { lines, covered, cases }: Counts): Row => [
  name,
  ...[lines, covered, cases, lines - covered].map(String),
];

function summary(suites: readonly Suite[]): string {
  const counts = suites.map(countsOf);
  const sum = (key: keyof Counts): number => counts.reduce((total, count) => total + count[key], 0);
  const all = { lines: sum("lines"), covered: sum("covered"), cases: sum("cases") };
  return table(
    ["suite", "lines", "covered", "cases", "left out"],
    [...suites.map((suite) => counted(suite.title, countsOf(suite))), counted("**all**", all)],
    [1, 2, 3, 4],
  );
}

function section({ name, title, source, entries }: Suite): string {
  const rows = entries.map((entry) => [
    entry.lines.join(", "),
    isCase(entry) ? `\`${entry.id.slice(entry.id.indexOf("#"))}\`` : "left out",
    entry.meaning.replaceAll("|", "\\|"),
  ]);
  return `## ${title}\n\n[${name}.txt](${name}.txt). Source: \`${source}\`.\n\n${table(["line", "case", "what is checked, or why not"], rows)}`;
}

const HEAD = `# Cases of public test suites

What public suites check about memory mapping, as scenarios of our own. Each suite's checks were listed line by line;
each line is a case in the file of its suite, or is left out for the reason given. A case says what Linux 6.18 does:
results behind the calls, and behind \`//:\` what memory holds then.

- \`heap AA.-\`: one character a page from \`heap\` on: \`-\` not mapped, \`.\` no entry, \`z\` the zero page, \`!\` a marker,
  \`0\` a frame of zeros, a letter what was stored. \`heap+3\` begins three pages further, \`@child heap\` looks into a child.
- \`heap maps 2rw-p 1-\`: the mappings from \`heap\` on, each with its whole length in pages; \`-\` is a hole.
- \`heap flags lo !sl\`: words of VmFlags that are there, and with \`!\` those that are not.
- \`heap offset 2\`: the page of the file. \`heap wp w-\`: which pages userfaultfd protects against writing.

A call without an expectation has to succeed. \`suites.test.ts\` runs all cases on the engine, \`suitesOnKernel.test.ts\` on
the running kernel where it is 6.18: through the oracle, which compares every mapping, page, flag and counter after
every call, and as the C programs that the explorer writes (\`C_PROGRAMS=all\` for all of them). This page is made from the
files: \`npx vitest run e2e/kernel/suites.test.ts -u\`.
`;

/** The whole page. */
export const suitesPage = (suites: readonly Suite[]): string =>
  `${HEAD}\n${summary(suites)}\n\n${suites.map(section).join("\n\n")}\n`;
