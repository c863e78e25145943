import { formatScenario } from "#lang/formatter.ts";
import { parseScenario } from "#lang/scenario.ts";
import type { Line } from "#lang/program.ts";
import { decodeLink, encodeLink } from "#link/codec.ts";

/** The line without what it says should come out; null if it says nothing else. */
const unanswered = (line: Line): Line | null => {
  const { statement } = line;
  if (statement?.kind === "expect") return line.comment === null ? null : { ...line, statement: null };
  if (statement?.kind !== "call") return line;
  return { ...line, statement: { ...statement, expectation: null } };
};

/** The program without its expectations, which would tell the results. */
export const withoutAnswers = (text: string): string => {
  const { program } = parseScenario(text);
  const lines = program.lines.flatMap((line) => unanswered(line) ?? []);
  return formatScenario({ ...program, lines });
};

/** The link as a teacher hands it out: `?students` keeps results and hints back until there is an answer. */
export const studentLink = async (link: string): Promise<string> => {
  const address = new URL(link);
  address.searchParams.set("students", "");
  const decoded = await decodeLink(address.hash);
  if (decoded.kind === "state") {
    address.hash = await encodeLink({ ...decoded.state, text: withoutAnswers(decoded.state.text) });
  }
  return address.href.replace("students=", "students");
};
