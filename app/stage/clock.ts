export interface ClockOptions {
  /** Called once a picture with the new t in [0, 1]. */
  readonly onTick: (t: number) => void;
  /** Called once when t reaches 1, with the clock stopped; `load` and `play` go on with the next call. */
  readonly onEnd: () => void;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
  readonly requestFrame?: (callback: () => void) => number;
  readonly cancelFrame?: (handle: number) => void;
}

/** The one clock of the page: it turns time into t, and nothing else moves anything. */
export interface Clock {
  readonly playing: boolean;
  /** A call of so many milliseconds at speed 1, from t on. A clock that runs goes on. */
  load(duration: number, t: number): void;
  play(): void;
  pause(): void;
  /** Jumps to t without telling anyone: who seeks knows. */
  seek(t: number): void;
  setSpeed(speed: number): void;
  destroy(): void;
}

/** Longest step in milliseconds: after a sleep of the page the picture goes on where it was. */
const LONGEST = 100;

export const createClock = (options: ClockOptions): Clock => {
  const now = options.now ?? (() => performance.now());
  const request = options.requestFrame ?? ((callback: () => void) => requestAnimationFrame(callback));
  const cancel = options.cancelFrame ?? ((handle: number) => cancelAnimationFrame(handle));
  let duration = 1;
  let t = 0;
  let speed = 1;
  let handle: number | null = null;
  let last = 0;

  const stop = (): void => {
    if (handle !== null) cancel(handle);
    handle = null;
  };
  const frame = (): void => {
    const time = now();
    t = Math.min(1, t + (Math.min(LONGEST, time - last) * speed) / duration);
    last = time;
    handle = t < 1 ? request(frame) : null;
    options.onTick(t);
    if (t >= 1) options.onEnd();
  };
  const play = (): void => {
    if (handle !== null) return;
    last = now();
    handle = request(frame);
  };
  return {
    get playing() {
      return handle !== null;
    },
    load(milliseconds, from) {
      duration = Math.max(1, milliseconds);
      t = from;
    },
    play,
    pause: stop,
    seek(to) {
      t = to;
    },
    setSpeed(factor) {
      speed = factor;
    },
    destroy: stop,
  };
};
