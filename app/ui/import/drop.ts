import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { takeDrops } from "#ui/views/droppedFiles.ts";

/** Takes files that are or were dropped anywhere. True while some are held over the page. */
export function useDrop(take: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const taker = useRef(take);
  useLayoutEffect(() => {
    taker.current = take;
  });
  useLayoutEffect(() => takeDrops((files) => taker.current(files)), []);
  useEffect(() => {
    const hold = (): void => setOver(true);
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (): void => setOver(false);
    window.addEventListener("dragover", hold);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", hold);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return over;
}
