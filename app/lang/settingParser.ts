import { parseExpr } from "./exprParser.ts";
import { parseClause } from "./mapsParser.ts";
import type { Expr, LimitName, Setting } from "./program.ts";
import { didYouMean } from "./suggest.ts";
import type { TokenCursor } from "./tokenCursor.ts";
import { unquote } from "./tokens.ts";

/** The words that begin a line about the machine, with what has to follow. */
const SETTING_USAGE: ReadonlyMap<Setting["name"], string> = new Map([
  ["title", 'title "what this shows"'],
  ["kernel", "kernel 6.18"],
  ["limit", "limit MEMLOCK 64 KiB"],
  ["thp", "thp madvise"],
  ["overcommit", "overcommit 2"],
  ["max_map_count", "max_map_count 65530"],
  ["mmap_min_addr", "mmap_min_addr 65536"],
  ["memory", "memory 2 GiB"],
  ["capabilities", "capabilities CAP_IPC_LOCK"],
  ["maps", 'maps 0x10000000, 8*PAGE, rw-p, "[heap]"'],
]);

/** "unlimited", "infinity": no limit. */
const UNLIMITED = 0xffff_ffff_ffff_ffffn;
const LIMITS: readonly LimitName[] = ["MEMLOCK", "AS", "DATA", "STACK"];
const THP = ["always", "madvise", "never"] as const;
const OVERCOMMIT = [0, 1, 2] as const;

export const isSettingWord = (word: string): word is Setting["name"] =>
  SETTING_USAGE.has(word as Setting["name"]);

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
      const mode = parseChoice(cursor, THP);
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
  const mode = OVERCOMMIT.find((one) => cursor.token.text === `${one}`);
  if (mode === undefined) return usage(cursor, "overcommit");
  cursor.next();
  return { name: "overcommit", mode };
}

function parseLimit(cursor: TokenCursor): Setting | null {
  const resource = parseChoice(cursor, LIMITS);
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
  cursor.report("bad-setting", `This setting is written: ${SETTING_USAGE.get(name)}`, cursor.token.range);
