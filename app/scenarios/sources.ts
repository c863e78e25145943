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

export const MAN_PAGE: Source = {
  author: "Linux man-pages project",
  date: "2020",
  subject: "mremap(2)",
};
