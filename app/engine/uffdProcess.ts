import type { CallResult, StructValue } from "./calls.ts";
import { at, span, TestProcess } from "./testProcess.ts";
import { UFFD_FEATURE } from "./uffdConstants.ts";
import { UFFDIO } from "./uffdRequests.ts";
import type { UffdFeature } from "./uffd.ts";

const IO = UFFDIO.values;

export const MISSING = 1n;
export const WP = 2n;
export const MINOR = 4n;

/** A process for tests with a userfaultfd, in the shorthand of pages from the base. */
export class UffdProcess extends TestProcess {
  /** Opens a descriptor that has asked for these features. */
  open(...features: UffdFeature[]): bigint {
    const opened = this.run("userfaultfd", 0x80800n);
    if (opened.kind !== "ok") throw new Error("userfaultfd failed");
    const asked = features.reduce((all, name) => all + UFFD_FEATURE.values[name], 0n);
    this.mustRun("ioctl", opened.value, IO.UFFDIO_API, { api: 0xaan, features: asked });
    return opened.value;
  }

  ioctl(fd: bigint, request: keyof typeof IO, arg: StructValue): CallResult {
    return this.run("ioctl", fd, IO[request], arg);
  }

  register(fd: bigint, page: number, pages: number, mode: bigint): CallResult {
    return this.ioctl(fd, "UFFDIO_REGISTER", { range: range(page, pages), mode });
  }

  copy(fd: bigint, dst: number, src: number, pages: number, mode = 0n): CallResult {
    return this.ioctl(fd, "UFFDIO_COPY", { dst: at(dst), src: at(src), len: span(pages), mode });
  }
}

export const range = (page: number, pages: number): StructValue => ({ start: at(page), len: span(pages) });

/** "ok", "EINVAL", "blocked" … */
export const outcome = (result: CallResult): string =>
  result.kind === "failed" ? result.errno : result.kind;
