import { alignmentIsSpeed } from "./pageTables/alignmentIsSpeed.ts";
import { hugePagesSplit } from "./pageTables/hugePagesSplit.ts";
import { hugeSourceRefaults } from "./pageTables/hugeSourceRefaults.ts";
import { sameOffset } from "./pageTables/sameOffset.ts";
import type { Scenario } from "./scenario.ts";

export const CHAPTER_07: readonly Scenario[] = [
  alignmentIsSpeed,
  sameOffset,
  hugePagesSplit,
  hugeSourceRefaults,
];
