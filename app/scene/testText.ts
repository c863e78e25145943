import type { TokenMark } from "./marks.ts";
import type { Picture } from "./picture.ts";

const round = (value: number): number => Math.round(value);

const faded = (opacity: number): string => (opacity < 1 ? ` ${Math.round(opacity * 100)}%` : "");

const tokenText = (token: TokenMark, dx: number, dy: number): string =>
  `${token.text}@${round(token.x + dx)},${round(token.y + dy)}${faded(token.opacity)}`;

/** A picture in a few lines of text, for goldens. */
export const pictureText = (picture: Picture): string => {
  const { overlay } = picture;
  const { block } = overlay;
  const lines = [
    ...picture.vmas.map((vma) => {
      const tab = vma.tab.map((text) => text.text).join(" | ");
      const hollow = picture.slots.filter(
        (slot) => slot.vpn * 4096 >= vma.start && slot.vpn * 4096 < vma.end,
      );
      const now = overlay.now.has(vma.key) ? " NOW" : "";
      return `vma ${round(vma.x)}..${round(vma.x + vma.w)} [${tab}] ${hollow.length} slots${faded(vma.opacity)}${now}`;
    }),
    `tokens ${picture.tokens.map((token) => tokenText(token, 0, 0)).join(" ")}`,
    `frames ${picture.frames.map((f) => `${f.text}/${f.caption}@${round(f.x)}×${f.mapcount}${faded(f.opacity)}`).join(" ")}`,
    `links ${picture.links.map((l) => `${round(l.from.x)}→${round(l.to.x)}${faded(l.opacity)}`).join(" ")}`,
  ];
  if (block !== null) {
    lines.push(`block ${block.tokens.map((token) => tokenText(token, block.dx, block.dy)).join(" ")}`);
    lines.push(
      `moving links ${block.links.map((l) => `${round(l.from.x)},${round(l.from.y)}→${round(l.to.x)}`).join(" ")}`,
    );
  }
  if (overlay.ties.length > 0)
    lines.push(`ties ${overlay.ties.map((t) => `${t.text} ${round(t.x1)}..${round(t.x2)}`).join(", ")}`);
  if (overlay.failure !== null)
    lines.push(`failure ${overlay.failure.errno}@${round(overlay.failure.at?.x ?? -1)}`);
  return lines.join("\n");
};
