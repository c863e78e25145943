/**
 * On which kernels a program was recorded and agrees (`evidence.json`, made by `e2e/tools/record-scenarios.mjs` and
 * verified by a test). Loaded when somebody asks.
 */
export interface Evidence {
  readonly recordings: readonly RecordedOn[];
  /** By `programIdentity`: indices of recordings. */
  readonly programs: Readonly<Record<string, readonly number[]>>;
}

/** One kernel and day. */
export interface RecordedOn {
  /** Profile id. */
  readonly kernel: string;
  /** In kernel.org's numbers: "5.10.223". */
  readonly upstream: string;
  /** As uname has it: "5.10.0-32-cloud-amd64". */
  readonly release: string;
  /** ISO date. */
  readonly recorded: string;
}
