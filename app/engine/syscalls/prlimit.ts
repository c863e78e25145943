import { int32Arg, structArg, u64Arg, u64Member } from "../args.ts";
import type { Call, CallResult, StructValue } from "../calls.ts";
import { RLIMIT } from "../constants.ts";
import type { Machine, Rlimit } from "../machine.ts";
import type { Failure, Op } from "../op.ts";

type Resource = keyof Machine["rlimits"];

/** The limits that memory calls look at; setting any other changes nothing here. */
const RESOURCES: ReadonlyMap<bigint, Resource> = new Map([
  [RLIMIT.values.RLIMIT_AS, "as"],
  [RLIMIT.values.RLIMIT_DATA, "data"],
  [RLIMIT.values.RLIMIT_MEMLOCK, "memlock"],
  [RLIMIT.values.RLIMIT_STACK, "stack"],
]);

/** RLIM_NLIMITS. */
const RESOURCE_COUNT = 16n;
const UNLIMITED = 0xffff_ffff_ffff_ffffn;

const fromWord = (value: bigint): number => (value === UNLIMITED ? Number.POSITIVE_INFINITY : Number(value));
const toWord = (value: number): bigint => (value === Number.POSITIVE_INFINITY ? UNLIMITED : BigInt(value));

const asStruct = (limit: Rlimit): StructValue => ({
  rlim_cur: toWord(limit.soft),
  rlim_max: toWord(limit.hard),
});

const refused = (op: Op, old: Rlimit | null, soft: bigint, hard: bigint): Failure | null => {
  if (soft > hard) {
    return op.fail(
      "EINVAL",
      "soft limit at most the hard limit",
      `The soft limit ${soft} is above the hard limit ${hard}.`,
    );
  }
  if (old === null || hard <= toWord(old.hard) || op.config.capabilities.has("CAP_SYS_RESOURCE")) return null;
  return op.fail(
    "EPERM",
    "hard limit not raised",
    "Only a process with CAP_SYS_RESOURCE may raise a hard limit. The soft limit may go up to the hard one.",
  );
};

/** prlimit64 on the calling process: EINVAL, ESRCH or EPERM, then the old limit is given and the new one set. */
export const sysPrlimit64 = (op: Op, call: Call): CallResult => {
  const pid = int32Arg(call, 0);
  const resource = u64Arg(call, 1);
  if (resource >= RESOURCE_COUNT)
    return op.fail("EINVAL", "resource is known", `There is no limit number ${resource}.`);
  if (pid !== 0 && pid !== op.tid) {
    return op.fail("ESRCH", "the process exists", `There is no process ${pid}; 0 means the caller.`);
  }
  const name = RESOURCES.get(resource) ?? null;
  const old = name === null ? null : op.system.rlimits[name];
  const wanted = structArg(call, 2);
  if (wanted !== null) {
    const soft = u64Member(wanted, "rlim_cur");
    const hard = u64Member(wanted, "rlim_max");
    const failed = refused(op, old, soft, hard);
    if (failed !== null) return failed;
    if (name !== null) {
      op.update({
        rlimits: { ...op.system.rlimits, [name]: { soft: fromWord(soft), hard: fromWord(hard) } },
      });
    }
  }
  const asked = call.args[3] !== 0n;
  return asked && old !== null ? { kind: "ok", value: 0n, out: asStruct(old) } : { kind: "ok", value: 0n };
};
