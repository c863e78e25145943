import { words as pageWords } from "#ui/messages.ts";

const plain = (count: number, one: string): string => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

/** What the share dialog says; loaded with it. */
export const words = {
  links: {
    here: "Link to this step",
    start: "Link from the start",
    students: "Link for students",
  },
  about: {
    here: "",
    start: "",
    students: "From the start; results, composer and story come after the student’s answer.",
  },
  what: "A link holds the program, the kernel version and the step. Nothing is sent anywhere.",
  working: "Making the link …",
  length: (length: number) => plain(length, "character"),
  long: "Some mail and chat programs cut links as long as this.",
  tooLong: "Too long for a link that arrives whole. Send the scenario text as a file instead.",
  qr: "QR",
  qrOf: (link: string) => `Show as QR code: ${link}`,
  qrTitle: "Scan to open",
  qrAlt: "QR code of the link",
  qrTooLong: "This link is too long for a QR code. Send the scenario text as a file instead.",
  embed: "Embed code",
  embedWhat: "For a page or slides: read-only, at least 720 by 405.",
  frameTitle: (title: string) => `${title} · ${pageWords.name}`,
  pictures: "Pictures",
  pictureKinds: { svg: "Picture (SVG)", png: "Picture (PNG)", video: "Video", apng: "Animated PNG" },
  picturesWhat: "The pictures show this step in the present theme; video and animation show the whole run.",
  drawing: (percent: number) => `Drawing: ${percent} %`,
  recording: "Recording. This takes as long as the film is.",
  stop: "Stop",
  stopped: "Stopped. Nothing was kept.",
  noVideo: "This browser cannot record video. The animated PNG shows the same.",
  failed: "The picture could not be drawn. Try the SVG, which needs least of the browser.",
} as const;
