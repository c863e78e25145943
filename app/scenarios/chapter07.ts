import { alignmentIsSpeed } from "./pageTables/alignmentIsSpeed.ts";
import { halfAHugePage } from "./pageTables/halfAHugePage.ts";
import { hugePagesSplit } from "./pageTables/hugePagesSplit.ts";
import { hugeSourceRefaults } from "./pageTables/hugeSourceRefaults.ts";
import { mostlyNothing } from "./pageTables/mostlyNothing.ts";
import { oneGibibyte } from "./pageTables/oneGibibyte.ts";
import { placeForHugePages } from "./pageTables/placeForHugePages.ts";
import { sameOffset } from "./pageTables/sameOffset.ts";
import type { ScenarioBody } from "./scenario.ts";

export const CHAPTER_07: readonly ScenarioBody[] = [
  alignmentIsSpeed,
  sameOffset,
  oneGibibyte,
  mostlyNothing,
  hugePagesSplit,
  hugeSourceRefaults,
  placeForHugePages,
  halfAHugePage,
];
