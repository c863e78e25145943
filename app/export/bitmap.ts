import type { SvgPicture } from "./stageSvg.ts";

const loaded = (address: string): Promise<HTMLImageElement> => {
  const image = new Image();
  image.src = address;
  return image.decode().then(() => image);
};

/** Draws a picture into a canvas, `scale` canvas pixels to the unit; the canvas takes its size. */
export const paint = async (canvas: HTMLCanvasElement, picture: SvgPicture, scale: number): Promise<void> => {
  const address = URL.createObjectURL(new Blob([picture.text], { type: "image/svg+xml" }));
  try {
    const image = await loaded(address);
    const [width, height] = [evenly(picture.width * scale), evenly(picture.height * scale)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("this browser gives no canvas to draw in");
    context.drawImage(image, 0, 0, width, height);
  } finally {
    URL.revokeObjectURL(address);
  }
};

/** Video codecs want even sides. */
const evenly = (side: number): number => Math.ceil(side / 2) * 2;

/** The canvas as a file of this type. */
export const blobOf = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(`this browser cannot write ${type}`));
      else resolve(blob);
    }, type);
  });

/** The picture as PNG, with twice as many pixels as units: sharp on a projector and in print. */
export const pngOf = async (picture: SvgPicture): Promise<Blob> => {
  const canvas = document.createElement("canvas");
  await paint(canvas, picture, 2);
  return blobOf(canvas, "image/png");
};
