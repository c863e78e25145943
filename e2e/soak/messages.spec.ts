/** What a page around an embedded explorer may send: true messages, nearly true ones, and anything else. */
import { expect, test } from "../fixtures.ts";
import { SEED, runs } from "./scale.ts";

const MESSAGES = runs(300, 100_000);

/** Sent from the page around the frame, a few hundred between two looks. */
const send = ({ seed, count }: { readonly seed: number; readonly count: number }): void => {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const commands = [
    "hello",
    "step",
    "stepBack",
    "play",
    "pause",
    "seek",
    "editText",
    "__proto__",
    "",
    7,
    null,
  ];
  const numbers = [0, 1, 2, 5, 99, 1e6, 1e9, -1, 0.5, Number.NaN, Infinity, "3", null, undefined, [3], {}];
  const strange = [
    null,
    undefined,
    7,
    "step",
    [],
    {},
    new Date(0),
    new Map([["type", 1]]),
    new ArrayBuffer(8),
  ];
  const one = (): unknown => {
    if (next(8) === 0) return strange[next(strange.length)];
    return {
      type: next(10) === 0 ? "other" : "mremap-explorer",
      command: commands[next(commands.length)],
      ...(next(2) === 0 ? { done: numbers[next(numbers.length)], t: numbers[next(numbers.length)] } : {}),
    };
  };
  const frame = document.querySelector("iframe");
  for (let sent = 0; sent < count; sent += 1) frame?.contentWindow?.postMessage(one(), "*");
};

test("an embedded explorer survives whatever is sent to it, and goes on answering", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000 + MESSAGES * 20);
  await page.route("**/around.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<title>A page</title><iframe title="explorer" width="900" height="600" src="${baseURL}/?embed"></iframe>`,
    }),
  );
  await page.goto("./around.html");
  const frame = page.frameLocator("iframe");
  const play = frame.getByRole("button", { name: /^(Play|Pause)$/ }).first();
  await expect(play).toBeVisible();
  const batch = 100;
  for (let done = 0; done < MESSAGES; done += batch) {
    await page.evaluate(send, { seed: SEED + done, count: batch });
    await expect(play, `after ${done + batch} messages of seed ${SEED}`).toBeVisible();
  }
  // A true message is answered still: the frame says where it is.
  const place = await page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        window.addEventListener("message", (event: MessageEvent<Record<string, unknown>>) => {
          if (event.data["event"] === "step" && event.data["done"] === 0) resolve(0);
        });
        const target = document.querySelector("iframe")?.contentWindow;
        target?.postMessage({ type: "mremap-explorer", command: "pause" }, "*");
        target?.postMessage({ type: "mremap-explorer", command: "seek", done: 1 }, "*");
        target?.postMessage({ type: "mremap-explorer", command: "seek", done: 0 }, "*");
      }),
  );
  expect(place).toBe(0);
  await expect(frame.getByText("could not be shown")).toHaveCount(0);
});
