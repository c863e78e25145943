import { describe, expect, test } from "vitest";
import { fragmentOf, routeOf } from "./route.ts";

describe("routes in the fragment", () => {
  test("a share link, and nothing, are the workbench's", () => {
    for (const fragment of ["", "#", "#1r.heap", "#/"]) expect(routeOf(fragment).page).toBeNull();
  });

  test("a page's name and what follows it come back", () => {
    const path = ["chapter 2", "a/b", "%"];
    expect(routeOf(fragmentOf("library", path))).toEqual({ page: "library", path });
  });

  test("a broken escape is taken as it stands", () => {
    expect(routeOf("#/library/%E0%A4%A")).toEqual({ page: "library", path: ["%E0%A4%A"] });
  });
});
