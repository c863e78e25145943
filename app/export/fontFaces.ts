/** The page's fonts as text, so that a picture looks the same where they are not installed. */

const base64 = (bytes: Uint8Array): string => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCodePoint(byte);
  return btoa(binary);
};

/** The font faces in the page's style sheets, with the address of each file. */
const facesOf = (
  sheets: StyleSheetList,
): readonly { readonly rule: CSSFontFaceRule; readonly base: string }[] =>
  [...sheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) =>
      rule instanceof CSSFontFaceRule ? [{ rule, base: sheet.href ?? document.baseURI }] : [],
    ),
  );

const embedded = async (rule: CSSFontFaceRule, base: string): Promise<string> => {
  const source = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"))?.[1];
  if (source === undefined) return "";
  const response = await fetch(new URL(source, base));
  const data = base64(new Uint8Array(await response.arrayBuffer()));
  const value = (name: string): string => rule.style.getPropertyValue(name);
  return (
    `@font-face{font-family:${value("font-family")};font-weight:${value("font-weight")};` +
    `src:url(data:font/woff2;base64,${data}) format("woff2")}`
  );
};

let faces: Promise<string> | null = null;

/** CSS with the bytes of the fonts in it; read once. */
export const fontFaces = (): Promise<string> => {
  faces ??= Promise.all(facesOf(document.styleSheets).map(({ rule, base }) => embedded(rule, base))).then(
    (css) => css.join(""),
  );
  return faces;
};
