import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { axe, expect, test } from "./fixtures.ts";

const LINK = "#1.heap-mmap.0x10000000.2P.RW.PAF~store.heap.2P.-qA~-tSent_to_you~-k6.18~-s1";

const FILES = [
  ["C program", "sent-to-you.c", "From the mremap explorer"],
  ["strace text", "sent-to-you.strace", "mmap(0x10000000, 8192, PROT_READ|PROT_WRITE"],
  ["Scenario text", "sent-to-you.txt", "store(heap, 2*PAGE, 'A')"],
  ["Lecture script (Markdown)", "sent-to-you.md", "# Sent to you"],
] as const;

test("the run is downloaded in each format, by keyboard, and the C compiles", async ({ page }) => {
  test.slow();
  await page.goto(`./${LINK}`);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share this run" });
  await expect(dialog.getByRole("heading", { name: "Download" })).toBeVisible();
  for (const [button, name, part] of FILES) {
    const waiting = page.waitForEvent("download");
    await dialog.getByRole("button", { name: button }).press("Enter");
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(name);
    const path = await download.path();
    expect(await readFile(path, "utf8")).toContain(part);
    await expect(dialog.getByText(`${name} is with your downloads.`)).toBeVisible();
    if (name.endsWith(".c") && spawnSync("cc", ["--version"]).status === 0) {
      const compiled = spawnSync("cc", ["-fsyntax-only", "-pthread", "-x", "c", path], { encoding: "utf8" });
      expect(compiled.stderr).toBe("");
    }
  }
  expect(await axe(page)).toEqual([]);
});
