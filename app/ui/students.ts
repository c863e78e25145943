import { isSwitchedOn } from "#store/address/switches.ts";

/** Whether the page was opened by a link for students: it keeps back what would tell the answer. */
export const isForStudents = (): boolean => isSwitchedOn(location.search, "students");
