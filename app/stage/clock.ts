export interface ClockOptions {
  /** Called once a picture with the new t in [0, 1]. */
  readonly onTick: (t: number) => void;
  /** Called once when t reaches 1; may start the next call with `load`. */
  readonly onEnd: () => void;
  readonly now?: () => number;
  readonly requestFrame?: (callback: () => void) => number;
  readonly cancelFrame?: (handle: number) => void;
}
export interface Clock {
  readonly playing: boolean;
  /** Duration of the call that plays, in milliseconds at speed 1, and where to start in it. */
  load(duration: number, t: number): void;
  play(): void;
  pause(): void;
  /** Jumps to t without playing. */
  seek(t: number): void;
  setSpeed(speed: number): void;
  destroy(): void;
}
export declare const createClock: (options: ClockOptions) => Clock;
