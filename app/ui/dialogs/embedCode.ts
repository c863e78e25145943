/** Smallest size in which the embedded stage is readable, in CSS pixels. */
const WIDTH = 720;
const HEIGHT = 405;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** HTML that shows a link's run inside another page, with `?embed` before its fragment. */
export const embedCode = (link: string, title: string): string => {
  const address = new URL(link);
  address.search = "?embed";
  return (
    `<iframe src="${escaped(address.href)}" title="${escaped(title)}" ` +
    `width="${WIDTH}" height="${HEIGHT}" loading="lazy" allow="fullscreen"></iframe>`
  );
};
