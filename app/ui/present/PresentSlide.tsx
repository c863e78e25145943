import type { Layout } from "#scene/places.ts";
import { selectCursor } from "#store/selectors.ts";
import { QrCode } from "#ui/dialogs/QrCode.tsx";
import { ResultCard } from "#ui/kernel/ResultCard.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { Sentence } from "#ui/stage/Sentence.tsx";
import { useExplorer } from "#ui/store.tsx";
import { FittedStage } from "./FittedStage.tsx";
import styles from "./Present.module.css";
import { isAsked } from "./said.ts";
import type { Slide } from "./slide.ts";
import { type Session, usePresentation } from "./usePresentation.ts";
import { words } from "./words.ts";

/** As large as the room allows; the theme's text is large already. */
const SCALES = [1.5, 1.35, 1.2, 1.1, 1, 0.9, 0.8, 0.7];

interface Props {
  readonly slide: Slide;
  readonly session: Session;
  readonly place: string | null;
  /** Goes to another slide; false where there is none. */
  readonly onTurn: (by: 1 | -1) => boolean;
  /** Said above the stage, once. */
  readonly remark: string | null;
}

function Words({ slide, layout }: { readonly slide: Slide; readonly layout: Layout }) {
  const cursor = useExplorer(selectCursor);
  if (!isAsked(slide, cursor)) {
    return (
      <div className={styles["sentence"]}>
        <Sentence layout={layout} />
        <ResultCard />
      </div>
    );
  }
  return (
    <div className={styles["asked"]} role="status" aria-label={words.question}>
      <CodeWords text={slide.question?.prompt ?? ""} />
    </div>
  );
}

/** Stage, and one sentence. */
export function PresentSlide({ slide, session, place, onTurn, remark }: Props) {
  const { cover, link, go } = usePresentation(slide, session, place, onTurn);
  return (
    <div className={styles["page"]}>
      <header className={styles["head"]}>
        <h1 className={styles["title"]}>{slide.title}</h1>
        {remark !== null && <p role="status">{remark}</p>}
        <div className={styles["controls"]} role="group" aria-label={words.controls}>
          <Button square aria-label={words.back} onClick={() => go("back")}>
            <span aria-hidden="true">‹</span>
          </Button>
          <Button square aria-label={words.forward} onClick={() => go("forward")}>
            <span aria-hidden="true">›</span>
          </Button>
          <Button onClick={() => go("notes")}>{words.notesWindow}</Button>
          <Button aria-pressed={cover === "code"} onClick={() => go("code")}>
            {words.code}
          </Button>
          <Button onClick={() => go("fullScreen")}>{words.fullScreen}</Button>
          <Button onClick={() => go("leave")}>{words.leave}</Button>
        </div>
      </header>
      <main className={styles["main"]} aria-label={words.stage}>
        <FittedStage
          orientation="wide"
          scales={SCALES}
          foot={(layout) => <Words slide={slide} layout={layout} />}
        />
        {cover === "code" && (
          <div className={styles["code"]}>
            <QrCode link={link} />
          </div>
        )}
      </main>
      {cover === "blank" && (
        <div className={styles["blank"]} role="status">
          <span className="sr-only">{words.blank}</span>
        </div>
      )}
    </div>
  );
}
