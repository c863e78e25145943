/**
 * A call as data: what the language parses to, what the engine runs, what strace prints.
 * `signatures.ts` says which arguments each call has; parser, formatter, links and documentation are made from it.
 */

/** A structure argument as strace writes it: {range={start=0x…, len=0x…}, mode=…}. Numbers are u64 (i64 where negative). */
export interface StructValue {
  readonly [member: string]: bigint | StructValue;
}
export type ArgValue = bigint | string | StructValue;

export interface Call {
  readonly name: string;
  /** In the order of the signature, all present (left-out ones were filled in). Addresses and lengths are u64. */
  readonly args: readonly ArgValue[];
}

/** Where an access went wrong, as siginfo_t has it. */
export interface SignalInfo {
  readonly signal: "SIGSEGV" | "SIGBUS";
  readonly code: "SEGV_MAPERR" | "SEGV_ACCERR" | "SI_KERNEL" | "BUS_ADRERR" | "BUS_MCEERR_AR";
  readonly addr: number;
}

/**
 * What a call came back with.
 * `failed`: an errno, the reason in a learner's words, and the kernel function that decided.
 * `signal`: a store or load that was killed. `blocked`: the thread sleeps in a userfaultfd fault and the call has not returned.
 * `notModelled`: the engine does not know; it never guesses.
 */
export type CallResult =
  | { readonly kind: "ok"; readonly value: bigint; readonly out?: StructValue }
  | {
      readonly kind: "failed";
      readonly errno: string;
      readonly why: string;
      readonly where: string;
      readonly out?: StructValue;
    }
  | { readonly kind: "signal"; readonly info: SignalInfo; readonly why: string; readonly where: string }
  | { readonly kind: "blocked"; readonly why: string; readonly where: string }
  | { readonly kind: "notModelled"; readonly why: string };
