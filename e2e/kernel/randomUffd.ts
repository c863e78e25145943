import type { Call, StructValue } from "#engine/calls.ts";
import {
  UFFD_FEATURE,
  UFFD_OPEN,
  UFFD_REGISTER_MODE,
  UFFD_WRITEPROTECT_MODE,
} from "#engine/uffdConstants.ts";
import { UFFDIO } from "#engine/uffdRequests.ts";
import { someAddress, someLength, type Places } from "./places.ts";
import type { Random } from "./random.ts";

/** The descriptor that `openUffd` gets: the program's memfd has 3. */
const FD = 4n;

/** The calls that open the conversation; which features are asked for is the seed's choice. */
export function openUffd(random: Random): readonly Call[] {
  const { UFFD_FEATURE_EVENT_REMAP: remap, UFFD_FEATURE_EVENT_UNMAP: unmap } = UFFD_FEATURE.values;
  const features = random.weighted([
    [3, 0n],
    [2, remap],
    [1, remap | unmap | UFFD_FEATURE.values.UFFD_FEATURE_EVENT_REMOVE],
    [1, UFFD_FEATURE.values.UFFD_FEATURE_SIGBUS],
  ]);
  const flags = UFFD_OPEN.values.O_CLOEXEC | UFFD_OPEN.values.O_NONBLOCK;
  return [{ name: "userfaultfd", args: [flags] }, ioctl(UFFDIO.values.UFFDIO_API, { api: 0xaan, features })];
}

const ioctl = (request: bigint, arg: StructValue): Call => ({ name: "ioctl", args: [FD, request, arg] });

/** The next ioctl on it. */
export function randomIoctl(
  places: Places,
  random: Random,
  { own }: { readonly own: { readonly highStart: number } },
): Call {
  const addr = someAddress(places, random);
  const range = { start: BigInt(addr), len: BigInt(someLength(places, addr, random)) };
  const { UFFDIO_REGISTER_MODE_MISSING: missing, UFFDIO_REGISTER_MODE_WP: wp } = UFFD_REGISTER_MODE.values;
  // Never out of the process's own mappings at the top: their content is not modelled.
  const from = Math.min(someAddress(places, random), own.highStart - Number(range.len));
  const source = { dst: range.start, src: BigInt(from), len: range.len };
  return random.weighted([
    [
      6,
      ioctl(UFFDIO.values.UFFDIO_REGISTER, {
        range,
        mode: random.pick([missing, missing, wp, missing | wp]),
      }),
    ],
    [2, ioctl(UFFDIO.values.UFFDIO_UNREGISTER, range)],
    [2, ioctl(UFFDIO.values.UFFDIO_ZEROPAGE, { range, mode: 0n })],
    [2, ioctl(UFFDIO.values.UFFDIO_COPY, { ...source, mode: 0n })],
    [
      3,
      ioctl(UFFDIO.values.UFFDIO_WRITEPROTECT, {
        range,
        mode: random.pick([UFFD_WRITEPROTECT_MODE.values.UFFDIO_WRITEPROTECT_MODE_WP, 0n]),
      }),
    ],
    [0.5, ioctl(UFFDIO.values.UFFDIO_WAKE, range)],
  ]);
}
