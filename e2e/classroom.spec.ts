/** The explorer inside a stranger's page, on a projector with notes beside it, and made by a teacher. */
import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { axe, expect, test } from "./fixtures.ts";

/** A page of somebody's that holds the explorer, talks to it and writes down what it says. */
const around = (address: string): string => `<!doctype html><title>A course</title>
  <body style="margin:0"><iframe title="explorer" src="${address}" width="720" height="405" style="border:0"></iframe>
  <script>
    window.heard = [];
    addEventListener("message", ({ data }) => window.heard.push(data));
    window.say = (message) => document.querySelector("iframe").contentWindow.postMessage(message, "*");
  </script>`;

/** Serves one page from an origin of its own; gives its address and what ends it. */
async function serve(body: string): Promise<{ address: string; end: () => void }> {
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const listening = server.address();
  if (listening === null || typeof listening === "string") throw new Error("the server has no port");
  return { address: `http://127.0.0.1:${listening.port}/`, end: () => server.close() };
}

type Heard = readonly Readonly<Record<string, unknown>>[];

const heard = (page: Page): Promise<Heard> => page.evaluate<Heard>("window.heard");
const say = (page: Page, message: object): Promise<unknown> =>
  page.evaluate(`window.say(${JSON.stringify({ type: "mremap-explorer", ...message })})`);

const expectHeard = (page: Page, message: Record<string, unknown>): Promise<void> =>
  expect.poll(async () => heard(page)).toContainEqual(expect.objectContaining(message));

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("embedded: the page around it steps, seeks and hears the score; nothing is cut off, nothing can be changed", async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ reducedMotion: "reduce", serviceWorkers: "block" });
  const course = await serve(around(`${baseURL}/?embed`));
  await page.goto(course.address);
  const frame = page.frameLocator('iframe[title="explorer"]');
  await expectHeard(page, {
    event: "ready",
    version: 1,
    title: "Moving a Java heap without a gap",
    calls: 9,
  });
  await say(page, { command: "editText", text: "munmap(0, 0)" });
  await say(page, { command: "seek", done: 5 });
  await expectHeard(page, { event: "step", done: 5, of: 9, result: "0" });
  await frame.getByRole("radio", { name: "The same mapping, with no pages in it" }).check();
  await frame.getByRole("button", { name: "Answer", exact: true }).click();
  await expectHeard(page, { event: "score", answer: "right" });
  await say(page, { command: "pause" });
  await say(page, { command: "seek", done: 6 });
  await expectHeard(page, { event: "step", done: 6, result: "0x50000000" });
  await say(page, { command: "hello" });
  await expectHeard(page, { event: "size", width: 720, height: 405, wanted: 405 });
  await expect(frame.getByRole("textbox")).toHaveCount(0);
  await expect(frame.getByRole("combobox")).toHaveCount(0);
  const way = frame.getByRole("link", { name: "Open in the explorer" });
  await expect(way).toHaveAttribute("href", /^[^?]*#1\..*-s6$/);
  await expect(way).toHaveAttribute("rel", "noopener");
  await page.close();
  course.end();
});

test("presented: a clicker, a blank screen, and notes in a second window that keep in step and step themselves", async ({
  page,
  context,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./?present#s.-iwindow");
  await expect(page.getByRole("main", { name: "Presentation" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "projector");
  const opened = context.waitForEvent("page");
  await page.keyboard.press("n");
  const notes = await opened;
  await expect(
    notes.getByRole("region", { name: "Presenter’s notes" }).getByRole("listitem"),
  ).not.toHaveCount(0);
  const now = notes.getByRole("region", { name: "Now" }).getByRole("status");
  const sentence = page.getByRole("region", { name: "Stage" }).getByRole("status");
  await page.bringToFront();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  // “Now” and “next” come together.
  await expect(now).toHaveText((await sentence.textContent()) ?? "");
  const next = (await notes.getByRole("region", { name: "Next" }).getByRole("paragraph").textContent()) ?? "";
  await notes.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(sentence).toHaveText(next);
  await expect(now).toHaveText(next);
  await page.keyboard.press("b");
  await expect(notes.getByText("The projector is blank.")).toBeVisible();
  await page.keyboard.press(".");
  await expect(notes.getByText("The projector is blank.")).toBeHidden();
  await expect(notes.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  expect(await axe(notes)).toEqual([]);
  await notes.emulateMedia({ colorScheme: "dark" });
  expect(await axe(notes)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Program" })).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", "projector");
  await expect(notes.getByText("The presentation has ended.")).toBeVisible();
  // A walkthrough: behind the end of a step comes the next one.
  await page.goto("./#/present/founding/mlock");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A worry that stayed: mlock");
  await page.keyboard.press("Home");
  await page.keyboard.press("PageUp");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "A worry withdrawn: two addresses, one frame",
  );
});

test("authored: three steps with computed answers, kept over a reload and in a second tab, opened from the link by somebody else and presented", async ({
  page,
  context,
  otherPage,
}) => {
  await page.goto("./#/author");
  const step = (number: number) => page.getByRole("region", { name: `Step ${number}`, exact: true });
  await page.getByLabel("Title", { exact: true }).fill("My lesson");
  await button(page, "Add the run of the workbench").click();
  await step(1).getByLabel("Question").selectOption("Count");
  await step(1).getByLabel("Asked before call number").fill("6");
  await step(1).getByLabel("What is asked").fill("How many entries move?");
  await step(1).getByLabel("Unit behind the number").fill("entries");
  await expect(step(1).getByText("The engine says: 8")).toBeVisible();
  await button(page, "Add an empty step").click();
  await step(2).getByLabel("Title of the step").fill("Unaligned");
  await step(2).getByLabel("Program").fill("mremap(0x1001, PAGE, PAGE, MREMAP_MAYMOVE)\n");
  await step(2).getByLabel("Question").selectOption("Choose how the call ends");
  await step(2).getByLabel("Answer 1", { exact: true }).fill("It works");
  await step(2).getByLabel("Answer 2", { exact: true }).fill("It fails");
  await expect(step(2).getByText("The engine says: It fails")).toBeVisible();
  await button(page, "Add an empty step").click();
  await step(3).getByLabel("Title of the step").fill("Look back");
  await step(3).getByLabel("Program").fill("nonsense(");
  await expect(step(3).getByText(/^Line 1: /)).toBeVisible();
  await step(3).getByLabel("Program").fill("munmap(0x1000, PAGE)\n");
  await button(page, "Move up").click();
  await button(page, "Move down").click();
  await page.reload();
  await expect(page.getByRole("navigation", { name: "Steps" }).getByRole("listitem")).toHaveText([
    "1. Moving a Java heap without a gap",
    "2. Unaligned",
    "3. Look back",
  ]);
  // What one tab writes is edited in the other as well: neither loses the other's.
  const second = await context.newPage();
  await second.goto("./#/author");
  await second.getByLabel("Title", { exact: true }).fill("Our lesson");
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Our lesson");
  await page.getByLabel("Title", { exact: true }).fill("My lesson");
  await expect(second.getByLabel("Title", { exact: true })).toHaveValue("My lesson");
  await second.close();
  const link = page.getByLabel("Link to the walkthrough", { exact: true });
  await expect(link).toHaveValue(/walk-shared/);
  const reader = await otherPage();
  await reader.goto(await link.inputValue());
  await reader.getByRole("textbox", { name: "Your answer" }).fill("7");
  await button(reader, "Answer").click();
  await expect(reader.getByRole("region", { name: "Your answer" })).toContainText("8 entries");
  await button(reader, "Next").click();
  await reader.getByRole("radio", { name: "It fails" }).check();
  await button(reader, "Answer").click();
  await expect(reader.getByRole("region", { name: "Your answer" })).toContainText("Right.");
  await button(reader, "Next").click();
  await expect(reader.getByText("1 of 2 questions right.")).toBeVisible();
  await button(reader, "Present").click();
  await expect(reader.getByRole("main", { name: "Presentation" })).toBeVisible();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Look back");
  await reader.keyboard.press("PageUp");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Unaligned");
  await reader.goto("./#/walk-shared/AAAAz");
  await expect(reader.getByRole("alert")).toContainText("The link is damaged");
});

test("axe finds nothing on frame, editor and player in light and dark, nor on the projector", async ({
  page,
}) => {
  test.slow();
  const places = [
    ["?embed", page.getByRole("link", { name: "Open in the explorer" })],
    ["#/author", page.getByRole("heading", { level: 1 })],
    ["#/author/preview/1", page.getByRole("main", { name: "Walkthrough" })],
    ["#/present", page.getByRole("main", { name: "Presentation" })],
  ] as const;
  for (const [place, sign] of places) {
    // One place after the other: it is one page.
    // oxlint-disable-next-line no-await-in-loop
    await page.goto("about:blank");
    // oxlint-disable-next-line no-await-in-loop
    await page.goto(`./${place}`);
    // oxlint-disable-next-line no-await-in-loop
    await expect(sign).toBeVisible();
    // The projector has one theme.
    const schemes = place === "#/present" ? (["light"] as const) : (["light", "dark"] as const);
    for (const colorScheme of schemes) {
      // oxlint-disable-next-line no-await-in-loop
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
      // oxlint-disable-next-line no-await-in-loop
      expect(await axe(page), `${place}, ${colorScheme}`).toEqual([]);
    }
  }
});
