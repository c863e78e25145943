/* oxlint-disable no-bitwise -- a hash mixes bits; no address goes through it */
import { formatScenario } from "./formatter.ts";
import type { Line, Program } from "./program.ts";

/** What a line does; title, comments and expectations do nothing, and which kernel runs it is another matter. */
function acting({ statement }: Line): readonly Line[] {
  if (statement === null || statement.kind === "expect") return [];
  if (statement.kind === "setting" && ["title", "kernel"].includes(statement.setting.name)) return [];
  const plain = statement.kind === "call" ? { ...statement, expectation: null } : statement;
  return [{ statement: plain, comment: null }];
}

const MULTIPLIERS = [2654435761, 1597334677] as const;

/**
 * A short name for what a program does: two texts have the same one if they make the same calls on the same machine,
 * however they are laid out. 53 bits: enough to tell a few thousand programs apart, not a secret.
 */
export function programIdentity(program: Program): string {
  const text = formatScenario({ lines: program.lines.flatMap(acting) });
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, MULTIPLIERS[0]);
    high = Math.imul(high ^ unit, MULTIPLIERS[1]);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return (4294967296 * (2097151 & high) + (low >>> 0)).toString(36);
}
