import type { ReactNode } from "react";
import { vpnOf } from "#engine/addr.ts";
import type { Layout } from "#scene/places.ts";
import { rectOfPages } from "#stage/dragAxis.ts";
import type { HandAction } from "#store/direct.ts";
import type { Offer } from "#store/directApply.ts";
import { SourceText } from "#ui/program/SourceText.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import styles from "./Drag.module.css";
import type { Chosen, Hand } from "./dragHand.ts";
import { arrowed, otherForm } from "./dragKeys.ts";
import { dragWords as words } from "./dragWords.ts";

/** The widest that a bar is, in pixels of the layout. */
const WIDEST = 380;
const BELOW = 10;

interface UnderProps {
  readonly layout: Layout;
  readonly range: Chosen;
  readonly children: ReactNode;
}

/** Stands below a range of pages, inside the picture. */
export function Under({ layout, range, children }: UnderProps) {
  const rect = rectOfPages(layout, { start: vpnOf(range.start), end: vpnOf(range.end) });
  const most = Math.max(8, layout.width - WIDEST - 8);
  const left = Math.max(8, Math.min(rect.x, most)) * layout.scale;
  const top = (rect.y + rect.h + BELOW) * layout.scale;
  return (
    <div className={styles["under"]} style={{ left, top }}>
      {children}
    </div>
  );
}

/** The call that is being made, and what it would come to. */
function CallAndResult({ offer }: { readonly offer: Offer }) {
  const { call, verdict, why, result } = offer.preview;
  return (
    <div className={styles["call"]}>
      <code>
        <SourceText text={call} breaks />
      </code>
      <p>
        <span aria-hidden="true">→ </span>
        <strong className={cx(result.kind === "ok" ? styles["good"] : styles["bad"])}>{verdict}</strong>
        {why !== "" && (
          <>
            {" · "}
            <CodeWords text={why} />
          </>
        )}
      </p>
    </div>
  );
}

interface CaptionProps {
  readonly layout: Layout;
  readonly offer: Offer;
}

/** Beside the ghost, while the pointer is down. */
export function DragCaption({ layout, offer }: CaptionProps) {
  return (
    <Under layout={layout} range={offer.preview.place}>
      <CallAndResult offer={offer} />
    </Under>
  );
}

interface PlacingProps extends CaptionProps {
  readonly hand: Hand;
  readonly held: HandAction;
}

const formOf = (held: HandAction): { label: string; hint: string; on: boolean } | null => {
  if (held.kind === "move") return { label: words.keep, hint: words.keepHint, on: held.keep };
  if (held.kind === "resize") return { label: words.mayMove, hint: words.mayMoveHint, on: held.mayMove };
  return null;
};

/** The same by keys, or by buttons for a finger. */
export function PlacingBar({ layout, offer, hand, held }: PlacingProps) {
  const form = formOf(held);
  const go = (key: string) => hand.change(arrowed(held, key, false) ?? held);
  return (
    <Under layout={layout} range={offer.preview.place}>
      <CallAndResult offer={offer} />
      <div className={styles["row"]} role="group" aria-label={words.mode}>
        <Button square look="quiet" aria-label={words.back} onClick={() => go("ArrowLeft")}>
          <Icon name="minus" size={14} />
        </Button>
        <Button square look="quiet" aria-label={words.forth} onClick={() => go("ArrowRight")}>
          <Icon name="plus" size={14} />
        </Button>
        {form !== null && (
          <Button
            look="quiet"
            aria-pressed={form.on}
            title={form.hint}
            onClick={() => hand.change(otherForm(held))}
          >
            {form.label}
          </Button>
        )}
        <Button look="primary" onClick={() => hand.drop()}>
          {words.drop}
        </Button>
        <Button look="quiet" onClick={hand.cancel}>
          {words.cancel}
        </Button>
      </div>
    </Under>
  );
}

/** What the program was given, and the way back. */
export function WroteBar({ hand, wrote }: { readonly hand: Hand; readonly wrote: string }) {
  return (
    <div className={styles["wrote"]}>
      <span>{words.wroteShort}</span>
      <code>{wrote}</code>
      <Button look="quiet" onClick={hand.takeBack}>
        {words.takeBack}
      </Button>
    </div>
  );
}
