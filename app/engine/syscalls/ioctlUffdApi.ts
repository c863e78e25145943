import { hasBits, withoutBits, joinBits } from "../argFlags.ts";
import { u64Member } from "../args.ts";
import type { CallResult, StructValue } from "../calls.ts";
import type { Userfaultfd } from "../machine.ts";
import type { Failure, Op } from "../op.ts";
import { updateUffd } from "../uffd.ts";
import { UFFD_FEATURE } from "../uffdConstants.ts";

const { UFFD_FEATURE_EVENT_FORK, UFFD_FEATURE_WP_ASYNC, UFFD_FEATURE_WP_UNPOPULATED } = UFFD_FEATURE.values;

const API_VERSION = 0xaan;
/** UFFD_API_IOCTLS: UFFDIO_REGISTER, UFFDIO_UNREGISTER and UFFDIO_API by their bits. */
const API_IOCTLS = 0x8000_0000_0000_0003n;
/** What Linux 7.3 adds for its mode RWP. */
const RWP_IOCTL = 0x400n;

/** What the structure holds after a refusal: the kernel clears it. */
const CLEARED: StructValue = { features: 0n, ioctls: 0n };

/** UFFDIO_API: agrees on version and features, once. */
export const ioctlApi = (op: Op, uffd: Userfaultfd, arg: StructValue): CallResult =>
  op.within("userfaultfd_api", () => {
    const offered = op.config.uffdFeatures;
    const asked = u64Member(arg, "features");
    if (uffd.ready && !op.switches.uffdApiOnceClears) return apiOnce(op);
    const refused = refusal(op, arg, asked) ?? (uffd.ready ? apiOnce(op) : null);
    if (refused !== null) return { ...refused, out: CLEARED };
    const features = hasBits(asked, UFFD_FEATURE_WP_ASYNC)
      ? joinBits(asked, UFFD_FEATURE_WP_UNPOPULATED)
      : asked;
    updateUffd(op, { ...uffd, ready: true, features });
    const ioctls = API_IOCTLS + (op.switches.uffdRwpKnown ? RWP_IOCTL : 0n);
    return { kind: "ok", value: 0n, out: { features: offered, ioctls } };
  });

/** What is wrong with the request itself; null if nothing is. */
const refusal = (op: Op, arg: StructValue, asked: bigint): Failure | null => {
  if (u64Member(arg, "api") !== API_VERSION) {
    const why = "There is only one version of the interface: UFFD_API (0xaa).";
    return op.fail("EINVAL", "api is UFFD_API", why);
  }
  if (hasBits(asked, UFFD_FEATURE_EVENT_FORK) && !op.config.capabilities.has("CAP_SYS_PTRACE")) {
    const why = "UFFD_FEATURE_EVENT_FORK needs CAP_SYS_PTRACE.";
    return op.fail("EPERM", "the process may follow children", why);
  }
  const unknown = withoutBits(asked, op.config.uffdFeatures);
  if (unknown === 0n) return null;
  const why = `This kernel does not offer the features 0x${unknown.toString(16)}.`;
  return op.fail("EINVAL", "features are offered", why);
};

const apiOnce = (op: Op): Failure =>
  op.fail("EINVAL", "UFFDIO_API comes once", "The features of this descriptor have been agreed on already.");
