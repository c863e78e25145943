import { describe, expect, it } from "vitest";
import { BEHAVIOURS } from "./kernelBehaviours.ts";
import { defaultKernel, kernelById, KERNELS, profileForRelease } from "./kernels.ts";
import type { KernelSwitches } from "./kernels.ts";
import { compareReleases, parseRelease } from "./releases.ts";

const switchesOf = (id: string): KernelSwitches => {
  const kernel = kernelById(id);
  if (kernel === null) throw new Error(`no kernel ${id}`);
  return kernel.switches;
};

describe("profileForRelease", () => {
  it.each([
    ["5.10.0-32-cloud-amd64", "5.10", true],
    ["6.1.0-54-cloud-amd64", "6.1", true],
    ["6.1.170", "6.1.170", true],
    ["6.12.107+deb13-cloud-amd64", "6.12", true],
    ["6.12.94", "6.12.94", true],
    ["6.12.200", "6.12.117", true],
    ["6.18.12+deb13-cloud-amd64", "6.18.12", true],
    ["6.18.44-fc-v669", "6.18", true],
    ["7.2.13+deb14-cloud-amd64", "7.2", true],
    ["6.14.3", "6.12.117", false],
    ["5.5.0", "5.4", false],
    ["4.19.0", "5.4", false],
    ["9.0", "7.3", false],
    ["no release", "6.18", false],
  ])("%s is %s", (release, id, exact) => {
    const found = profileForRelease(release);
    expect([found.profile.id, found.exact]).toEqual([id, exact]);
  });
});

describe("switches", () => {
  it("follow the kinds of MREMAP_DONTUNMAP", () => {
    const kinds = KERNELS.map(({ id, switches }) => `${id} ${switches.dontunmap}`);
    expect(kinds.slice(0, 5)).toEqual(["5.4 off", "v3 v3", "5.10 anon", "5.15 any", "6.1.170 any"]);
  });

  it("know that a fix can be in an old branch and not in a newer one", () => {
    const fixed = KERNELS.filter(({ switches }) => switches.dontunmapNoSelfMerge).map(({ id }) => id);
    expect(fixed).toEqual(["6.12.117", "7.2", "7.3"]);
    const doubled = KERNELS.filter(({ switches }) => switches.dontunmapCountsLockTwice).map(({ id }) => id);
    expect(doubled).toEqual(["6.16", "6.17", "6.18.12", "6.18", "7.0"]);
  });

  it("come and go with a bug", () => {
    expect(["6.12", "6.16", "6.17"].map((id) => switchesOf(id).dontunmapDropsAccount)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

it("lists kernels from old to new, each under its own name, with a default", () => {
  expect(new Set(KERNELS.map(({ id }) => id)).size).toBe(KERNELS.length);
  const releases = KERNELS.map(({ release }) => parseRelease(release) ?? ([0, 0, 0] as const));
  expect(releases.toSorted(compareReleases)).toEqual(releases);
  expect(defaultKernel().id).toBe("6.18");
  expect(kernelById("6.99")).toBeNull();
});

it("describes every behaviour in a sentence, in spans that go forward", () => {
  for (const behaviour of Object.values(BEHAVIOURS)) {
    expect(behaviour.sentence).toMatch(/\.$/);
    for (const [from, until] of behaviour.spans) {
      const [start, end] = [parseRelease(from), until === null ? ([99, 0, 0] as const) : parseRelease(until)];
      expect(start !== null && end !== null && compareReleases(start, end) < 0).toBe(true);
    }
  }
});
