/** Words of the stage and what belongs to it. */
export const stageWords = {
  lanes: "Lanes",
  table: "Table",
  tree: "Page tables",
  zoom: "Levels",
  treeHint: "Point at a table or an entry to read what it holds.",
  treeAsList: "The tables as a list",
  noTables: "No page table has been allocated yet: only the PGD is there.",
  process: "Process",
  processName: (name: string, gone: boolean): string => (gone ? `${name} (not there yet)` : name),
};
