import { useEffect, useState } from "react";
import styles from "./Dialogs.module.css";
import { words } from "./words.ts";

/** Modules of quiet around the code, as readers want it. */
const QUIET = 4;

interface Code {
  readonly side: number;
  /** One path of unit squares. */
  readonly path: string;
}

/** Null for a text that no code can hold. The code's maker is fetched only now. */
async function codeOf(text: string): Promise<Code | null> {
  const { generate, correction } = await import("lean-qr");
  try {
    const bitmap = generate(text, { minCorrectionLevel: correction.L });
    const squares: string[] = [];
    for (let y = 0; y < bitmap.size; y += 1) {
      for (let x = 0; x < bitmap.size; x += 1) {
        if (bitmap.get(x, y)) squares.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
      }
    }
    return { side: bitmap.size + 2 * QUIET, path: squares.join("") };
  } catch {
    return null;
  }
}

/** A link as a QR code, black on white in every theme: that is what cameras read. */
export function QrCode({ link }: { readonly link: string }) {
  const [code, setCode] = useState<Code | null | "making">("making");
  useEffect(() => {
    let wanted = true;
    const make = async () => {
      const made = await codeOf(link);
      if (wanted) setCode(made);
    };
    void make();
    return () => {
      wanted = false;
    };
  }, [link]);
  if (code === "making") return null;
  if (code === null) return <p role="alert">{words.qrTooLong}</p>;
  return (
    <svg
      className={styles["qr"]}
      viewBox={`0 0 ${code.side} ${code.side}`}
      role="img"
      aria-label={words.qrAlt}
      shapeRendering="crispEdges"
    >
      <rect width={code.side} height={code.side} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
