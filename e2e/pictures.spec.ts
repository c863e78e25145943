/** What leaves the page as a picture: each file is opened and looked into. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const LINK = "#1.heap-mmap.0x10000000.2P.RW.PAF~store.heap.2P.-qA~-tSent_to_you~-k6.18~-s2";

async function make(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Loads a file in the page and reads its size; of a film also how long it is, in seconds. */
const look = (page: Page, tag: "img" | "video", bytes: Buffer, type: string) =>
  page.evaluate(
    async ([kind, data, mime]) => {
      const address = URL.createObjectURL(await (await fetch(`data:${mime};base64,${data}`)).blob());
      if (kind === "img") {
        const image = new Image();
        image.src = address;
        await image.decode();
        return { width: image.naturalWidth, height: image.naturalHeight, seconds: 0 };
      }
      const video = document.createElement("video");
      video.src = address;
      await new Promise((ready) => video.addEventListener("loadedmetadata", ready));
      // A recording does not state its length; going to its end finds it.
      video.currentTime = 1e6;
      await new Promise((ready) => video.addEventListener("seeked", ready, { once: true }));
      return { width: video.videoWidth, height: video.videoHeight, seconds: video.currentTime };
    },
    [tag, bytes.toString("base64"), type] as const,
  );

test("pictures and films of a run are whole files of the right size", async ({ page, otherPage }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`./${LINK}`);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const viewer = await otherPage();
  await viewer.goto("about:blank");

  const svg = await make(page, "Picture (SVG)");
  expect(svg.name).toBe("sent-to-you.svg");
  const text = svg.bytes.toString("utf8");
  // Self-contained: no class, no variable, no address but the fonts' own data.
  expect(text).not.toMatch(/class=|var\(--|url\((?!data:|#|&quot;#|"#)/);
  expect(text).toContain("data:font/woff2;base64,");
  expect(await look(viewer, "img", svg.bytes, "image/svg+xml")).toMatchObject({ width: 1280 });

  const png = await make(page, "Picture (PNG)");
  expect(await look(viewer, "img", png.bytes, "image/png")).toMatchObject({ width: 2560 });

  const film = await make(page, "Video");
  const type = film.name.endsWith(".mp4") ? "video/mp4" : "video/webm";
  const { width, height, seconds } = await look(viewer, "video", film.bytes, type);
  expect([width, height]).toEqual([1280, 720]);
  expect(seconds).toBeGreaterThan(2);
  expect(seconds).toBeLessThan(30);

  const animation = await make(page, "Animated PNG");
  expect(animation.name).toBe("sent-to-you.animated.png");
  expect(animation.bytes.includes("acTL")).toBe(true);
  expect(await look(viewer, "img", animation.bytes, "image/png")).toMatchObject({ width: 960 });
});

test("a link becomes a QR code, code to embed, and a link that keeps the answers back", async ({ page }) => {
  await page.goto(`./${LINK}`);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Embed code" })).toHaveValue(
    /<iframe src="[^"]+\?embed#1\./,
  );
  await expect(page.getByRole("textbox", { name: "Link for students" })).toHaveValue(/\?students#1\..*-s0$/);
  await page.getByRole("button", { name: "Show as QR code: Link to this step" }).click();
  const scan = page.getByRole("dialog", { name: "Scan to open" });
  await expect(scan.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(scan).toBeHidden();
});

test("a student gets composer and story after the answer, and no way around it", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./?students#s.-ijava-heap");
  const answer = page.getByRole("button", { name: "Answer", exact: true });
  await expect(answer).toBeVisible();
  await expect(page.getByRole("button", { name: "Just show me" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Compose a call" })).toHaveCount(0);
  await page.getByRole("radio").first().check();
  await answer.click();
  await expect(page.getByRole("region", { name: "Compose a call" })).toBeVisible();
});
