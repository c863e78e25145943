/** What the stage needs after the first picture, in one file to fetch instead of six. */
export { ResultCard } from "#ui/kernel/ResultCard.tsx";
export { DragLayer } from "./DragLayer.tsx";
export { GhostOverlay } from "./GhostOverlay.tsx";
export { MemoryTable } from "./MemoryTable.tsx";
export { PageTree } from "./PageTree.tsx";
export { ProcessSwitch } from "./ProcessSwitch.tsx";
