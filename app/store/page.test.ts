import { describe, expect, it } from "vitest";
import { encodeLink } from "#link/codec.ts";
import { FIRST_SCENARIO } from "#scenarios/first.ts";
import { scenariosById } from "#scenarios/library.ts";
import type { ExplorerParts } from "./actions/context.ts";
import { isNewcomer, openForNewcomer } from "./newcomer.ts";
import type { OpenPage, PageWorld } from "./page.ts";
import { linkOf, openPage } from "./page.ts";
import { safeStorage } from "./persist/storage.ts";
import type { RawStorage } from "./persist/storage.ts";
import { runText } from "./runner.ts";
import { createShelf } from "./shelf.ts";
import { shippedScenarios } from "./shippedRun.ts";

/** A browser's storage in memory, with room for so many characters. */
const memory = (room = Infinity): RawStorage => {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      values.set(key, value);
    },
    removeItem: (key) => {
      values.delete(key);
    },
  };
};

let ids = 0;
const parts: ExplorerParts = {
  runner: runText,
  ticks: () => [1],
  scenarios: createShelf(async (id) => scenariosById.get(id)),
  newId: () => `id${(ids += 1)}`,
};

interface Browser {
  readonly local: RawStorage;
  readonly tab: RawStorage;
  readonly address: { fragment: string };
}

const browser = (local = memory()): Browser => ({ local, tab: memory(), address: { fragment: "" } });

let clock = 0;
const worldOf = ({ local, tab, address }: Browser, query = ""): PageWorld => ({
  parts,
  first: FIRST_SCENARIO,
  local: safeStorage(() => local),
  tab: safeStorage(() => tab),
  bar: {
    fragment: () => address.fragment,
    replace: (fragment) => {
      address.fragment = fragment;
    },
  },
  query,
  now: () => (clock += 1),
});
const open = (here: Browser, query = "") => openPage(worldOf(here, query));

/** All that a browser keeps, without ids and times. */
const contentOf = ({ local, tab, address }: Browser): unknown => {
  const valuesIn = (storage: RawStorage) =>
    Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "").map((key) => [
      key,
      storage.getItem(key),
    ]);
  const text = JSON.stringify([valuesIn(local), valuesIn(tab), address.fragment]);
  return text.replaceAll(/\bid\d+/g, "ID").replaceAll(/"(saved|revision)\\":[^,}]*/g, "");
};

const MINE = "load(0x1000, 1) // mine\n";
const SENT = {
  text: "load(0x2000, 1)\n",
  title: "Sent",
  scenario: null,
  kernel: "6.1",
  cursor: { done: 1, t: 0 },
};

describe("a newcomer", () => {
  const [first] = shippedScenarios;
  if (first === undefined) throw new Error("no scenario comes with the page");
  const byHand = async (page: OpenPage): Promise<void> => {
    const { actions } = page.explorer.getState();
    actions.seek({ done: 2, t: 0.5 });
    actions.setTheme("dark");
    await page.save();
    actions.editText(MINE);
    await page.save();
  };

  it("gets the same page as everybody, and finds the same kept", async () => {
    const [here, there] = [browser(), browser()];
    expect(isNewcomer(worldOf(here))).toBe(true);
    const mine = openForNewcomer(worldOf(here), first);
    const theirs = await open(there);
    const seen = ({ explorer, presentation, firstVisit }: OpenPage) => {
      const { actions, workId, ...state } = explorer.getState();
      return { state, presentation, firstVisit, actions: Object.keys(actions), hasId: workId !== "" };
    };
    expect(seen(mine)).toStrictEqual(seen(theirs));
    for (const page of [mine, theirs]) await byHand(page);
    expect(contentOf(here)).toEqual(contentOf(there));
    expect(here.address.fragment).not.toBe("");
    expect(mine.earlier()).toEqual(theirs.earlier());
  });

  it("is nobody who was here before, follows a link or asks for something", async () => {
    const before = browser();
    const page = openForNewcomer(worldOf(before), first);
    await byHand(page);
    before.address.fragment = "";
    expect(isNewcomer(worldOf(before))).toBe(false);
    const link = { ...browser(), address: { fragment: "v1" } };
    expect(isNewcomer(worldOf(link))).toBe(false);
    expect(isNewcomer(worldOf(browser(), "?motion=none"))).toBe(false);
  });

  it("who follows a link at once gets it shown", async () => {
    const here = browser();
    const page = openForNewcomer(worldOf(here), first);
    here.address.fragment = await encodeLink(SENT);
    await page.onHashChange();
    expect(page.explorer.getState()).toMatchObject({ text: SENT.text, visitor: { own: {} } });
  });
});

describe("opening the page", () => {
  it("begins with the first scenario on a first visit", async () => {
    const { explorer, firstVisit, earlier } = await open(browser());
    expect(firstVisit).toBe(true);
    expect(explorer.getState()).toMatchObject({ scenario: FIRST_SCENARIO, visitor: null });
    expect(earlier()).toEqual([]);
  });

  it("loses nothing by a reload", async () => {
    const here = browser();
    const before = await open(here);
    const { actions } = before.explorer.getState();
    actions.editText(MINE);
    actions.setTitle("My own");
    actions.setKernel("5.10");
    actions.end();
    actions.setSpeed(2);
    actions.skipQuestion("java-heap.left");
    await before.save();
    const { explorer, firstVisit } = await open(here);
    expect(firstVisit).toBe(false);
    expect(explorer.getState()).toMatchObject({
      text: MINE,
      title: "My own",
      kernel: "5.10",
      cursor: { done: 1, t: 0 },
      speed: 2,
      progress: { "java-heap.left": { kind: "skipped" } },
      visitor: null,
      workId: before.explorer.getState().workId,
    });
  });

  it("loses nothing when the page goes before the link was written", async () => {
    const here = browser();
    const before = await open(here);
    await before.save();
    before.explorer.getState().actions.editText(`${MINE}not finished(`);
    before.saveNow();
    const { explorer } = await open(here);
    expect(explorer.getState().text).toBe(`${MINE}not finished(`);
  });

  it("puts a link in the address that opens the same elsewhere", async () => {
    const here = browser();
    const before = await open(here);
    before.explorer.getState().actions.editText(MINE);
    before.explorer.getState().actions.end();
    await before.save();
    const there = { ...browser(), address: { fragment: here.address.fragment } };
    const { explorer, firstVisit } = await open(there);
    expect(firstVisit).toBe(false);
    expect(explorer.getState()).toMatchObject({
      text: MINE,
      kernel: "6.18",
      cursor: { done: 1, t: 0 },
      visitor: { own: null },
    });
  });

  it("shows a link without touching what one had", async () => {
    const here = browser();
    const before = await open(here);
    before.explorer.getState().actions.editText(MINE);
    await before.save();
    here.address.fragment = await encodeLink(SENT);
    const visit = await open(here);
    expect(visit.explorer.getState()).toMatchObject({ ...SENT, visitor: { own: { work: { text: MINE } } } });
    await visit.save();
    const again = await open(here);
    again.explorer.getState().actions.leaveVisit();
    expect(again.explorer.getState()).toMatchObject({ text: MINE, visitor: null });
  });

  it("follows a link that is put into the address while it is open", async () => {
    const here = browser();
    const page = await open(here);
    page.explorer.getState().actions.editText(MINE);
    await page.save();
    here.address.fragment = await encodeLink(SENT);
    await page.onHashChange();
    expect(page.explorer.getState()).toMatchObject({
      title: "Sent",
      visitor: { own: { work: { text: MINE } } },
    });
    page.explorer.getState().actions.keepCopy();
    await page.save();
    expect(page.earlier().map(({ work }) => work.text)).toEqual([MINE]);
  });

  it("explains a broken link and opens the start page", async () => {
    const here = browser();
    here.address.fragment = "#9.whatever";
    const { explorer, firstVisit } = await open(here);
    expect(firstVisit).toBe(false);
    expect(explorer.getState().scenario).toBe(FIRST_SCENARIO);
    expect(explorer.getState().notices).toMatchObject([{ severity: "error", raw: "9.whatever" }]);
  });

  it("opens a built-in scenario by its short link", async () => {
    const here = browser();
    here.address.fragment = "#s.-iwindow~-s3";
    const { explorer } = await open(here);
    expect(explorer.getState()).toMatchObject({
      scenario: "window",
      title: "The window",
      cursor: { done: 3, t: 0 },
    });
  });

  it("takes presentation from the query without keeping it", async () => {
    const here = browser();
    const shown = await open(here, "?embed&theme=projector&motion=none&lang=ru");
    expect(shown.presentation).toMatchObject({ embed: true, present: false, lang: "ru" });
    expect(shown.explorer.getState()).toMatchObject({ theme: "projector", motion: "reduced" });
    shown.explorer.getState().actions.setSpeed(0.5);
    await shown.save();
    const { explorer } = await open(here);
    expect(explorer.getState()).toMatchObject({ theme: "system", motion: "system", speed: 0.5 });
  });
});

describe("several tabs", () => {
  it("do not write over each other, though one was made from the other", async () => {
    const local = memory();
    const first = browser(local);
    const one = await open(first);
    one.explorer.getState().actions.editText(MINE);
    await one.save();
    const copy = memory();
    copy.setItem("mremap-explorer.tab", first.tab.getItem("mremap-explorer.tab") ?? "");
    const two = await open({ local, tab: copy, address: { ...first.address } });
    one.explorer.getState().actions.editText("load(1, 1)\n");
    await one.save();
    two.explorer.getState().actions.editText("load(2, 1)\n");
    await two.save();
    one.explorer.getState().actions.editText("load(3, 1)\n");
    await one.save();
    const third = await open(browser(local));
    expect(third.earlier().map(({ work }) => work.text)).toEqual(["load(3, 1)\n", "load(2, 1)\n"]);
  });

  it("keep each other's answers", async () => {
    const local = memory();
    const [one, two] = [await open(browser(local)), await open(browser(local))];
    one.explorer.getState().actions.skipQuestion("a.b");
    await one.save();
    two.explorer.getState().actions.skipQuestion("c.d");
    await two.save();
    const { explorer } = await open(browser(local));
    expect(Object.keys(explorer.getState().progress).toSorted()).toEqual(["a.b", "c.d"]);
  });

  it("keep what one had before something else was opened", async () => {
    const page = await open(browser());
    const { actions } = page.explorer.getState();
    actions.editText(MINE);
    await page.save();
    actions.openScenario("window");
    await page.save();
    const [kept] = page.earlier();
    expect(kept?.work.text).toBe(MINE);
    if (kept !== undefined) actions.resume(kept);
    expect(page.explorer.getState().text).toBe(MINE);
  });
});

describe("a storage that does not work", () => {
  const forbidden = (): RawStorage => {
    throw new DOMException("no", "SecurityError");
  };

  it.each([
    ["full", () => memory(10)],
    ["forbidden", forbidden],
  ])("is survived and said once: %s", async (_, make) => {
    const address = { fragment: "" };
    const page = await openPage({
      parts,
      first: FIRST_SCENARIO,
      local: safeStorage(make),
      tab: safeStorage(make),
      bar: {
        fragment: () => address.fragment,
        replace: (fragment) => {
          address.fragment = fragment;
        },
      },
      query: "",
      now: () => 1,
    });
    const { actions } = page.explorer.getState();
    actions.editText(MINE);
    await page.save();
    actions.setSpeed(3);
    await page.save();
    expect(page.explorer.getState().notices).toMatchObject([{ id: "storage" }]);
    expect(address.fragment).toBe(await linkOf(page.explorer, parts, "here"));
  });

  it("may hold anything", async () => {
    const here = browser();
    const rubbish = [
      "{",
      "null",
      "[]",
      '{"theme":3,"speed":"x","panels":{"open":7}}',
      '{"__proto__":{"theme":"dark"}}',
      '{"current":{}}',
    ];
    for (const value of rubbish) {
      for (const key of ["settings", "progress"]) here.local.setItem(`mremap-explorer.${key}`, value);
      here.tab.setItem("mremap-explorer.tab", value);
      const { explorer } = await open(here);
      expect(explorer.getState()).toMatchObject({
        theme: "system",
        speed: 1,
        scenario: FIRST_SCENARIO,
        progress: {},
      });
    }
  });
});
