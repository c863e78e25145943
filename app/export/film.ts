import { type AnimationFrame, animatedPng } from "./apng.ts";
import { blobOf, paint } from "./bitmap.ts";
import type { FilmFrame } from "#scene/shot.ts";
import { createDraughtsman } from "./stageSvg.ts";

export interface FilmOptions {
  /** Canvas pixels to the unit. */
  readonly scale: number;
  /** Told after each picture how many are done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

interface Drawn {
  readonly png: Blob;
  readonly milliseconds: number;
}

/** Draws all pictures first: how fast this machine draws must not show in the film. */
const drawAll = async (
  frames: readonly FilmFrame[],
  canvas: HTMLCanvasElement,
  { scale, onProgress, signal }: FilmOptions,
): Promise<readonly Drawn[]> => {
  const draughtsman = createDraughtsman();
  const drawn: Drawn[] = [];
  try {
    for (const { shot, milliseconds } of frames) {
      signal.throwIfAborted();
      await paint(canvas, await draughtsman.draw(shot), scale);
      drawn.push({ png: await blobOf(canvas, "image/png"), milliseconds });
      onProgress(drawn.length / frames.length);
    }
  } finally {
    draughtsman.destroy();
  }
  return drawn;
};

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** The film as an animated PNG: plays in every browser, also in a page of slides. */
export const animationOf = async (frames: readonly FilmFrame[], options: FilmOptions): Promise<Blob> => {
  const drawn = await drawAll(frames, document.createElement("canvas"), options);
  const different: AnimationFrame[] = [];
  for (const { png, milliseconds } of drawn) {
    const bytes = new Uint8Array(await png.arrayBuffer());
    const last = different.at(-1);
    if (last === undefined || !sameBytes(last.png, bytes)) different.push({ png: bytes, milliseconds });
    else different[different.length - 1] = { png: bytes, milliseconds: last.milliseconds + milliseconds };
  }
  return new Blob([animatedPng(different)], { type: "image/png" });
};

/** Best first; what a browser cannot write it says so. */
const VIDEO_TYPES = ["video/mp4;codecs=avc1", "video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** The type of video that this browser writes; null if it writes none. */
export const videoType = (): string | null =>
  typeof MediaRecorder === "undefined"
    ? null
    : (VIDEO_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null);

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Shows the pictures at their times, against one clock, so that delays do not add up. */
const play = async (
  drawn: readonly Drawn[],
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<void> => {
  const context = canvas.getContext("2d");
  const start = performance.now();
  let due = 0;
  for (const { png, milliseconds } of drawn) {
    signal.throwIfAborted();
    const bitmap = await createImageBitmap(png);
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    due += milliseconds;
    await later(Math.max(0, start + due - performance.now()));
  }
};

/** Bits of a second: flat colours and sharp edges need few, but not the default. */
const BITS = 4_000_000;

/** The film as a video, in the time that it lasts. */
export const videoOf = async (
  frames: readonly FilmFrame[],
  type: string,
  options: FilmOptions,
): Promise<Blob> => {
  const canvas = document.createElement("canvas");
  const drawn = await drawAll(frames, canvas, options);
  const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: type, videoBitsPerSecond: BITS });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  recorder.start();
  try {
    await play(drawn, canvas, options.signal);
  } finally {
    recorder.stop();
    await stopped;
  }
  return new Blob(parts, { type: type.split(";")[0] ?? type });
};
