import { useCallback, useEffect, useRef, useState } from "react";
import { encodeLink } from "#link/codec.ts";
import { useReducedMotion } from "#ui/hooks/theme.ts";
import { useStoreApi } from "#ui/store.tsx";
import { closePage, fragmentOf } from "#ui/views/route.ts";
import { advance, isOver } from "./advance.ts";
import { type Cover, type PresentCommand, clickerCommand, coverAfter } from "./clicker.ts";
import { type PresentState, newSession, openChannel, readMessage } from "./session.ts";
import { saidNow } from "./said.ts";
import type { Slide } from "./slide.ts";

/** While it plays, the notes hear of it this often, in milliseconds. */
const TELL_EVERY = 100;

/** What a presentation keeps while its slides change. */
export interface Session {
  readonly id: string;
  readonly since: number;
}

export const startSession = (): Session => ({ id: newSession(), since: Date.now() });

const pageAddress = (fragment: string): string => {
  const address = new URL(location.href);
  address.searchParams.delete("present");
  address.hash = fragment;
  return address.href;
};

const openNotes = ({ id }: Session): void => {
  // A window with a memory of its own: it must not go on with what this tab works on.
  window.open(pageAddress(fragmentOf("presenter", [id])), "_blank", "noopener,popup,width=900,height=720");
};

const toggleFullScreen = (): void => {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen();
  else void document.exitFullscreen();
};

/** Keeps a presentation going: keys, the window with the notes, what lies over the stage. */
export function usePresentation(
  slide: Slide,
  session: Session,
  /** Address of the slide; null: the link of the run. */
  place: string | null,
  onTurn: (by: 1 | -1) => boolean,
) {
  const store = useStoreApi();
  const still = useReducedMotion();
  const [cover, setCover] = useState<Cover>("none");
  const [runLink, setRunLink] = useState("");
  const link = place === null ? runLink : pageAddress(place);
  const channel = useRef<BroadcastChannel | null>(null);

  const tell = useCallback((): void => {
    const state: PresentState = {
      ...saidNow(slide, store.getState()),
      title: slide.title,
      notes: slide.notes,
      link,
      blank: cover === "blank",
      since: session.since,
    };
    channel.current?.postMessage({ kind: "state", state });
  }, [slide, store, link, cover, session]);

  const go = useCallback(
    (command: PresentCommand): void => {
      const { actions, cursor } = store.getState();
      const after = coverAfter(cover, command);
      setCover(after.cover);
      if (!after.passes) return;
      const first = cursor.done === 0 && cursor.t === 0;
      if (command === "forward" && !(isOver(store.getState()) && onTurn(1))) advance(store, still);
      else if (command === "back" && !(first && onTurn(-1))) actions.stepBack();
      else if (command === "start") actions.home();
      else if (command === "end") actions.end();
      else if (command === "notes") openNotes(session);
      else if (command === "fullScreen") toggleFullScreen();
      else if (command === "leave") closePage();
    },
    [store, cover, still, session, onTurn],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = clickerCommand(event);
      if (command === null || event.defaultPrevented) return;
      // Space and Enter press the button that has the focus.
      const onButton =
        event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter");
      if (onButton) return;
      event.preventDefault();
      go(command);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [go]);

  useEffect(() => {
    const opened = openChannel(session.id);
    channel.current = opened;
    return () => {
      opened?.postMessage({ kind: "over" });
      opened?.close();
      channel.current = null;
    };
  }, [session]);

  useEffect(() => {
    const onMessage = ({ data }: MessageEvent): void => {
      const message = readMessage(data);
      if (message?.kind === "hello") tell();
      // A window cannot be opened, nor filled, by what happens in another one.
      if (message?.kind === "command" && !["notes", "fullScreen"].includes(message.command))
        go(message.command);
    };
    const here = channel.current;
    here?.addEventListener("message", onMessage);
    tell();
    let planned = 0;
    const leave = store.subscribe(() => {
      if (planned !== 0) return;
      planned = window.setTimeout(() => {
        planned = 0;
        tell();
      }, TELL_EVERY);
    });
    return () => {
      clearTimeout(planned);
      leave();
      here?.removeEventListener("message", onMessage);
    };
  }, [store, tell, go]);

  useEffect(() => {
    if (place !== null) return undefined;
    let wanted = true;
    const make = async (): Promise<void> => {
      const { text, title, scenario, kernel, cursor, run } = store.getState();
      const fragment = await encodeLink({ text, title, scenario, kernel: kernel ?? run.kernel, cursor });
      if (wanted) setRunLink(pageAddress(fragment));
    };
    void make();
    const leave = store.subscribe((now, before) => {
      if (!now.playing && (now.cursor !== before.cursor || now.playing !== before.playing)) void make();
    });
    return () => {
      wanted = false;
      leave();
    };
  }, [store, place]);

  return { cover, link, go };
}
