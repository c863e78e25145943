import { profileForRelease, type KernelProfile } from "#engine/kernels.ts";

/** What uname says, as the recorder's header has it. */
interface Uname {
  readonly release: string;
  readonly version: string;
}

/**
 * The release in kernel.org's numbers. Distributions may keep the patch number 0 in `release` ("5.10.0-32-amd64");
 * `version` then says what was built ("#1 SMP Debian 5.10.223-1").
 */
export function upstreamRelease({ release, version }: Uname): string {
  const [plain = release] = /^\d+(\.\d+)*/.exec(release) ?? [];
  const [, built] = /\b(\d+\.\d+\.\d+)-/.exec(version) ?? [];
  return plain.endsWith(".0") && built !== undefined ? built : plain;
}

export const unameOf = (header: string): Uname => {
  const { release, version } = JSON.parse(header) as Uname;
  return { release, version };
};

/** The profile that a recording is held against. */
export const profileOf = (header: string): KernelProfile =>
  profileForRelease(upstreamRelease(unameOf(header))).profile;
