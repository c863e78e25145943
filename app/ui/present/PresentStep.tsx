import { type ReactNode, useEffect, useState } from "react";
import type { Work } from "#store/types.ts";
import { usePlayback } from "#ui/hooks/playback.ts";
import { StoreContext, useStoreApi } from "#ui/store.tsx";
import { createStepStore } from "#ui/walks/stepStore.ts";
import { PresentSlide } from "./PresentSlide.tsx";
import type { Slide } from "./slide.ts";
import type { Session } from "./usePresentation.ts";

/** Nothing stops by itself before a question: the clicker decides. */
const NO_QUESTION = (): null => null;

function Playing({ children }: { readonly children: ReactNode }) {
  usePlayback(NO_QUESTION);
  return children;
}

/** What a step of a walkthrough brings to the projector. */
export interface Staged {
  readonly slide: Slide;
  readonly work: Work;
}

interface Props {
  readonly staged: () => Staged;
  /** Address of the step as a reader opens it, with `#`. */
  readonly place: string;
  readonly session: Session;
  /** Goes to the neighbour; false where there is none. */
  readonly turn: (by: 1 | -1) => boolean;
}

/** A step of a walkthrough, with the run of its own. Its key is the step: what it brings is asked for once. */
export function PresentStep({ staged, place, session, turn }: Props) {
  const main = useStoreApi();
  const [{ slide, work }] = useState(staged);
  const [store] = useState(() => createStepStore(work, main.getState()));
  const [onTurn] = useState(() => turn);
  useEffect(() => main.getState().actions.pause(), [main]);
  return (
    <StoreContext value={store}>
      <Playing>
        <PresentSlide slide={slide} session={session} place={place} onTurn={onTurn} remark={null} />
      </Playing>
    </StoreContext>
  );
}
