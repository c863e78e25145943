import { parseExpr } from "./exprParser.ts";
import { parseClause } from "./mapsParser.ts";
import type { Expr, Setting } from "./program.ts";
import { LIMIT_NAMES, OVERCOMMIT_MODES, settingNamed, THP_MODES } from "./settings.ts";
import { didYouMean } from "./suggest.ts";
import type { TokenCursor } from "./tokenCursor.ts";
import { unquote } from "./tokens.ts";

/** "unlimited", "infinity": no limit. */
const UNLIMITED = 0xffff_ffff_ffff_ffffn;

export const isSettingWord = (word: string): word is Setting["name"] => settingNamed(word) !== null;

/** The values behind a setting's word; null after a message. */
export function parseSetting(cursor: TokenCursor, name: Setting["name"]): Setting | null {
  switch (name) {
    case "title":
      return parseTitle(cursor);
    case "kernel":
      return parseKernel(cursor);
    case "limit":
      return parseLimit(cursor);
    case "thp": {
      const mode = parseChoice(cursor, THP_MODES);
      return mode === null ? null : { name, mode };
    }
    case "overcommit":
      return parseOvercommit(cursor);
    case "max_map_count": {
      const count = parseExpr(cursor);
      return count === null ? null : { name, count };
    }
    case "mmap_min_addr": {
      const addr = parseExpr(cursor);
      return addr === null ? null : { name, addr };
    }
    case "memory": {
      const bytes = parseExpr(cursor);
      return bytes === null ? null : { name, bytes };
    }
    case "capabilities":
      return parseCapabilities(cursor);
    case "maps": {
      const clause = parseClause(cursor);
      return clause === null ? null : { name, clause };
    }
  }
}

function parseTitle(cursor: TokenCursor): Setting | null {
  const { token } = cursor;
  if (token.kind !== "string") return usage(cursor, "title");
  cursor.next();
  return { name: "title", text: unquote(token.text) };
}

function parseKernel(cursor: TokenCursor): Setting | null {
  const { token } = cursor;
  if (token.kind !== "version" && token.kind !== "word" && token.kind !== "number") {
    return usage(cursor, "kernel");
  }
  cursor.next();
  return { name: "kernel", release: token.text };
}

function parseChoice<T extends string>(cursor: TokenCursor, choices: readonly T[]): T | null {
  const { text, range } = cursor.token;
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) {
    cursor.next();
    return choice;
  }
  const message = `One of ${choices.join(", ")} is meant here.`;
  return cursor.report("bad-setting", message, range, didYouMean(text, choices));
}

function parseOvercommit(cursor: TokenCursor): Setting | null {
  const mode = OVERCOMMIT_MODES.find((one) => cursor.token.text === `${one}`);
  if (mode === undefined) return usage(cursor, "overcommit");
  cursor.next();
  return { name: "overcommit", mode };
}

function parseLimit(cursor: TokenCursor): Setting | null {
  const resource = parseChoice(cursor, LIMIT_NAMES);
  if (resource === null) return null;
  const soft = parseAmount(cursor);
  if (soft === null) return null;
  const hard = cursor.endsLine() ? null : parseAmount(cursor);
  return { name: "limit", resource, soft, hard };
}

function parseAmount(cursor: TokenCursor): Expr | null {
  const { token } = cursor;
  if (token.text !== "unlimited") return parseExpr(cursor);
  cursor.next();
  return { kind: "number", value: UNLIMITED, text: "unlimited", range: token.range };
}

function parseCapabilities(cursor: TokenCursor): Setting | null {
  const names: string[] = [];
  while (cursor.token.kind === "word") {
    names.push(cursor.next().text);
    cursor.accept(",");
  }
  if (names.length === 0) return usage(cursor, "capabilities");
  return { name: "capabilities", names };
}

const usage = (cursor: TokenCursor, name: Setting["name"]): null =>
  cursor.report("bad-setting", `This setting is written: ${settingNamed(name)?.usage}`, cursor.token.range);
