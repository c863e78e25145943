import { useEffect, useRef, useState } from "react";
import { useStoreApi } from "#ui/store.tsx";
import { PageBar } from "#ui/views/PageBar.tsx";
import { useEscapeToWorkbench } from "#ui/views/pageKeys.ts";
import type { PageProps } from "#ui/views/registry.ts";
import { replacePath } from "#ui/views/route.ts";
import styles from "./Compare.module.css";
import { CompareView } from "./CompareView.tsx";
import { type Pair, createPair, sidesNow } from "./pair.ts";
import { type Sides, otherKernel, readSide, sideBody, workbenchSide } from "./sides.ts";
import { words } from "./words.ts";

/** How long the place gathers before the address is written, in milliseconds. */
const WRITE_AFTER = 300;

const pathOf = ({ left, right }: Sides): readonly string[] => [sideBody(left), sideBody(right)];

/** What the address asks for; null where it asks for nothing that can be read. */
const readSides = async ([left, right]: readonly string[]): Promise<Sides | null> => {
  if (left === undefined || right === undefined) return null;
  const works = await Promise.all([readSide(left), readSide(right)]);
  return works[0] === null || works[1] === null ? null : { left: works[0], right: works[1] };
};

/** Keeps the address a link to what is shown. Gives the way to stop. */
const keepAddress = (pair: Pair, wrote: (path: readonly string[]) => void): (() => void) => {
  let timer = 0;
  const write = (): void => {
    const path = pathOf(sidesNow(pair));
    wrote(path);
    replacePath(path);
  };
  const stop = pair.clock.subscribe((now, before) => {
    if (now.playing || (now.cursor === before.cursor && now.playing === before.playing)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(write, WRITE_AFTER);
  });
  write();
  return () => {
    stop();
    window.clearTimeout(timer);
  };
};

/** `#/compare/LEFT/RIGHT`, each the body of a link; without them the workbench's program on two kernels. */
export function ComparePage({ path }: PageProps) {
  const main = useStoreApi();
  const heading = useRef<HTMLHeadingElement>(null);
  const written = useRef("");
  const [pair, setPair] = useState<Pair | null>(null);
  const [broken, setBroken] = useState(false);
  const asked = path.join("/");
  useEscapeToWorkbench();
  useEffect(() => {
    main.getState().actions.pause();
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [main]);
  useEffect(() => {
    if (asked !== "" && asked === written.current) return undefined;
    let wanted = true;
    void readSides(asked === "" ? [] : asked.split("/")).then((sides) => {
      if (!wanted) return;
      const own = workbenchSide(main.getState());
      const otherwise = { left: { ...own, kernel: otherKernel(own.kernel) }, right: own };
      setBroken(asked !== "" && sides === null);
      setPair(createPair(sides ?? otherwise, main.getState()));
    });
    return () => {
      wanted = false;
    };
  }, [asked, main]);
  useEffect(() => {
    if (pair === null) return undefined;
    const disconnect = pair.connect(main);
    const stop = keepAddress(pair, (next) => {
      written.current = next.join("/");
    });
    return () => {
      stop();
      disconnect();
    };
  }, [pair, main]);
  return (
    <div className={styles["page"]}>
      <PageBar>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]} title={words.about}>
          {words.title}
        </h1>
      </PageBar>
      {broken && (
        <p role="alert" className={styles["alert"]}>
          {words.broken}
        </p>
      )}
      {pair === null ? (
        <p className={styles["loading"]}>{words.loading}</p>
      ) : (
        <CompareView
          pair={pair}
          main={main}
          onSides={(sides) => setPair(createPair(sides, main.getState()))}
        />
      )}
    </div>
  );
}
