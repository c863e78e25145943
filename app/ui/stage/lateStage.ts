import { ResultCard } from "#ui/kernel/ResultCard.tsx";
import { DragLayer } from "./DragLayer.tsx";
import { GhostOverlay } from "./GhostOverlay.tsx";
import { MemoryTable } from "./MemoryTable.tsx";
import { PageTree } from "./PageTree.tsx";
import { ProcessSwitch } from "./ProcessSwitch.tsx";

/** What the stage needs after the first picture, in one file to fetch instead of six. */
export const lateStage = { ResultCard, DragLayer, GhostOverlay, MemoryTable, PageTree, ProcessSwitch };
