import type { Source } from "./scenario.ts";

/** Messages and documents that several scenarios rest on: author, date and subject; the public archives have them. */
export const PATCH_V3: Source = {
  author: "Brian Geffon",
  date: "2020-01-26",
  subject: "[PATCH v3] mm: Add MREMAP_DONTUNMAP to mremap().",
};

export const REVIEW_OF_V3: Source = {
  author: "Will Deacon",
  date: "2020-01-30",
  subject: "Re: [PATCH v3] mm: Add MREMAP_DONTUNMAP to mremap().",
};

const manPage = (subject: string, date = "undated"): Source => ({
  author: "Linux man-pages project",
  date,
  subject,
});

export const MAN_PAGE = manPage("mremap(2)", "2020");
export const BRK_PAGE = manPage("brk(2)");
export const FORK_PAGE = manPage("fork(2)");
export const MLOCKALL_PAGE = manPage("mlockall(2)");
export const MMAP_PAGE = manPage("mmap(2)");
export const USERFAULTFD_PAGE = manPage("userfaultfd(2), ioctl_userfaultfd(2)");
export const WRITE_PAGE = manPage("write(2)");
