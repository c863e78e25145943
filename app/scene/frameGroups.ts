import type { FrameBox } from "./places.ts";
import type { FrameRange, Survey } from "./survey.ts";

/** Frames that belong together: anonymous memory, the zero page, the page cache of one file. */
export interface FrameGroup {
  readonly key: string;
  readonly kind: FrameBox["kind"];
  readonly title: string;
  readonly runs: readonly FrameRange[];
  readonly pages: number;
}

const pagesIn = (runs: readonly FrameRange[]): number =>
  runs.reduce((sum, run) => sum + run.end - run.start, 0);

/** The groups of a run; those without frames only where there would be none at all. */
export const groupsOf = (survey: Survey): readonly FrameGroup[] => {
  const anon = survey.frames.filter((run) => run.inode === null);
  const groups: FrameGroup[] = [
    { key: "anon", kind: "anon", title: "anonymous memory", runs: anon, pages: pagesIn(anon) },
  ];
  if (survey.zeroPage) groups.push({ key: "zero", kind: "zero", title: "zero page", runs: [], pages: 1 });
  for (const [id, name] of survey.inodeNames) {
    const runs = survey.frames.filter((run) => run.inode === id);
    const title = `page cache of ${name.replace(" (deleted)", "")}`;
    if (runs.length > 0) groups.push({ key: `file ${id}`, kind: "file", title, runs, pages: pagesIn(runs) });
  }
  return groups.filter((group) => group.kind !== "anon" || group.pages > 0 || groups.length === 1);
};
