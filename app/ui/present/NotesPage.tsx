import { useCallback, useEffect, useRef, useState } from "react";
import { QrCode } from "#ui/dialogs/QrCode.tsx";
import { Button } from "#ui/primitives/Button.tsx";
import { CodeWords } from "#ui/story/CodeWords.tsx";
import type { PageProps } from "#ui/views/registry.ts";
import styles from "./Notes.module.css";
import { type PresentCommand, clickerCommand } from "./clicker.ts";
import { type PresentState, isSession, openChannel, readMessage } from "./session.ts";
import { words } from "./words.ts";

interface Link {
  readonly state: PresentState | null;
  readonly over: boolean;
  /** The address names no session. */
  readonly bad: boolean;
  readonly send: (command: PresentCommand) => void;
}

/** The other end of the presentation's channel. */
function useStage(session: string): Link {
  const [state, setState] = useState<PresentState | null>(null);
  const [over, setOver] = useState(false);
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const opened = openChannel(session);
    channel.current = opened;
    opened?.addEventListener("message", ({ data }) => {
      const message = readMessage(data);
      if (message?.kind === "state") setState(message.state);
      if (message?.kind === "state" || message?.kind === "over") setOver(message.kind === "over");
    });
    opened?.postMessage({ kind: "hello" });
    return () => opened?.close();
  }, [session]);
  const send = useCallback((command: PresentCommand): void => {
    channel.current?.postMessage({ kind: "command", command });
  }, []);
  return { state, over, bad: !isSession(session), send };
}

const clock = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

function Timer({ since }: { readonly since: number }) {
  const [from, setFrom] = useState(since);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const restart = (): void => {
    setFrom(Date.now());
    setNow(Date.now());
  };
  return (
    <p className={styles["timer"]}>
      <span className="sr-only">{words.timer}: </span>
      <span className={styles["clock"]} role="timer">
        {clock(now - from)}
      </span>
      <Button look="quiet" onClick={restart}>
        {words.restart}
      </Button>
    </p>
  );
}

interface NotesProps {
  readonly state: PresentState;
  readonly send: (command: PresentCommand) => void;
}

function Notes({ state, send }: NotesProps) {
  return (
    <div className={styles["columns"]}>
      <div className={styles["words"]}>
        <section aria-label={words.now}>
          <h2>{words.now}</h2>
          <p className={styles["now"]} role="status">
            {state.now}
          </p>
          {state.blank && <p className={styles["blank"]}>{words.blankOn}</p>}
        </section>
        <section aria-label={words.next}>
          <h2>{words.next}</h2>
          <p className={styles["next"]}>{state.next === "" ? words.end : state.next}</p>
        </section>
        <section aria-label={words.notes}>
          <h2>{words.notes}</h2>
          {state.notes.length === 0 && <p>{words.noNotes}</p>}
          <ul className={styles["notes"]}>
            {state.notes.map((note) => (
              <li key={note}>
                <CodeWords text={note} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      <div className={styles["side"]}>
        <p className={styles["place"]}>{state.place}</p>
        <Timer since={state.since} />
        <div className={styles["buttons"]}>
          <Button onClick={() => send("back")}>{words.back}</Button>
          <Button look="primary" onClick={() => send("forward")}>
            {words.forward}
          </Button>
          <Button aria-pressed={state.blank} onClick={() => send("blank")}>
            {words.blankButton}
          </Button>
        </div>
        {state.link !== "" && (
          <figure>
            <QrCode link={state.link} />
            <figcaption className={styles["scan"]}>{words.scan}</figcaption>
          </figure>
        )}
      </div>
    </div>
  );
}

/** `#/presenter/<session>`: what the one who presents sees. */
export function NotesPage({ path }: PageProps) {
  const { state, over, bad, send } = useStage(path[0] ?? "");
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = clickerCommand(event);
      const pressed =
        event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter");
      if (command === null || command === "leave" || pressed) return;
      event.preventDefault();
      send(command);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [send]);
  const trouble = bad ? words.channelBad : state === null ? words.waiting : over ? words.over : null;
  return (
    <main className={styles["page"]}>
      <h1 className={styles["title"]}>{state?.title ?? words.notes}</h1>
      {trouble !== null && <p role="status">{trouble}</p>}
      {state !== null && <Notes state={state} send={send} />}
    </main>
  );
}
