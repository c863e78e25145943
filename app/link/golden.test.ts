import { describe, expect, it } from "vitest";
import { decodeLink } from "./codec.ts";
import version1 from "./golden/v1.json";

/**
 * Links that were made by released versions, with what they gave then. A row is never changed and never removed;
 * a failure here means that links which people have sent around no longer show the same.
 */
describe.each([["1", version1]])("links of version %s", (_, rows) => {
  it.each(rows)("$link", async ({ link, notices, ...state }) => {
    const decoded = await decodeLink(`#${link}`);
    expect(decoded).toMatchObject({ kind: "state", state });
    expect(decoded.kind === "state" && decoded.notices.map(({ code }) => code)).toEqual(notices);
  });

  it("are enough to notice what breaks", () => {
    expect(rows.length).toBeGreaterThanOrEqual(50);
  });
});
