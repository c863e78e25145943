import { hasAnyBit, hasBits } from "#engine/argFlags.ts";
import type { AddrRange } from "#engine/addr.ts";
import { PAGE_SIZE, PMD_SIZE } from "#engine/addr.ts";
import { KERNELS } from "#engine/kernels.ts";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Machine, Rlimit } from "#engine/machine.ts";
import { signatureOf } from "#engine/signatures.ts";
import type { Call } from "#engine/calls.ts";
import { MAP, MCL, MREMAP } from "#engine/constants.ts";
import { parseRelease, sameBranch } from "#engine/releases.ts";
import type { Timeline } from "#timeline/timeline.ts";
import { cHex, cString } from "./cProgramCall.ts";
import { mmOfTask, touchedRanges } from "./cProgramPlaces.ts";
import { C_MEMORY } from "./cProgramMemory.ts";
import { threadVariable, writeSteps } from "./cProgramSteps.ts";
import { C_THREADS } from "./cProgramThreads.ts";

export interface CProgramOptions {
  readonly title: string;
}

const INCLUDES = `#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/capability.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>
`;

/**
 * One C file that performs the run on a real Linux and holds it against what the engine shows: every result, and
 * after every call the mappings, the pages that are present and the number each starts with, in the ranges that the
 * run touches. It prints PASS (exit 0), the first difference (1) or why it cannot be run here (SKIP, 77).
 */
export function cProgram(timeline: Timeline, options: CProgramOptions): string {
  const reason = whyNot(timeline);
  const steps = writeSteps(timeline);
  const { kernel } = timeline.initial.config;
  const constants = [...steps.constants].map(
    ([name, value]) => `#ifndef ${name}\n#define ${name} ${cHex(value)}\n#endif\n`,
  );
  const threads = steps.threads.map(
    (name) => `static struct worker ${threadVariable(name)} = { .name = ${cString(name)} };\n`,
  );
  const variables = steps.variables.map((name) => `static uint64_t ${name};\n`);
  const head = `/*
 * ${inComment(options.title)}
 *
 * From the mremap explorer. Performs the run on this machine and compares it with what the page shows for
 * ${kernel.label} (${kernel.release}). Prints PASS, the first difference, or SKIP and why.
 *
 *     cc -O0 -pthread -o s s.c && ./s
 */
`;
  const parts = [
    head,
    INCLUDES,
    ...constants,
    C_MEMORY,
    C_THREADS,
    "\n/* --- the run */\n\n",
    ...threads,
    ...variables,
  ];
  if (reason !== null)
    return `${head}#include <stdio.h>\n\nint main(void)\n{\n\tputs(${cString(`SKIP ${reason}`)});\n\treturn 77;\n}\n`;
  return `${parts.join("")}\n${steps.functions.join("\n\n")}\n\nstatic void scenario(void)\n{${steps.lines.join("\n")}\n}\n\n${mainFunction(timeline, steps.threads, steps.fixed)}`;
}

const inComment = (text: string): string => text.replaceAll("*/", "* /").replaceAll("\n", " ");

const NOT_IN_C: ReadonlyMap<string, string> = new Map([
  ["fork", "a child process is not performed by this program"],
  ["serve", "an answering monitor is not performed by this program"],
  ["io_setup", "the ring of asynchronous I/O is not performed by this program"],
  ["process_vm_readv", "reading another process is not performed by this program"],
]);

/** Why the run cannot be performed by a program of this kind; null if it can. */
function whyNot({ initial, steps }: Timeline): string | null {
  const { config } = initial;
  if (config.kernel.switches.dontunmap === "v3") return "no released kernel has the patch of January 2020";
  const own = [...(mmOfTask(initial)?.vmas.entries() ?? [])];
  for (const { call, result } of steps) {
    const not = NOT_IN_C.get(call.name);
    if (not !== undefined) return not;
    if (result.kind === "notModelled") return "the page does not know the result of every call";
    if (
      call.name !== "brk" &&
      addressesOf(call).some((addr) => own.some(({ start, end }) => addr >= start && addr < end))
    )
      return "the run works on the program's own mappings (stack, vdso), which lie elsewhere in every program";
  }
  if (config.maxMapCount !== 65530)
    return "the run needs another vm.max_map_count, which is the whole machine's";
  if (config.overcommit !== 0 || config.memTotal !== 2 ** 20)
    return "the run needs another vm.overcommit_memory or another size of memory";
  return null;
}

const addressesOf = (call: Call): readonly bigint[] =>
  (signatureOf(call.name)?.params ?? []).flatMap(({ type }, index) => {
    const value = call.args[index];
    return type.kind === "addr" && typeof value === "bigint" ? [value] : [];
  });

function mainFunction(timeline: Timeline, threads: readonly string[], fixed: readonly AddrRange[]): string {
  const { initial } = timeline;
  const lines = [
    needKernel(initial.config.kernel),
    ...thpLines(timeline),
    'pagemap_fd = open("/proc/self/pagemap", O_RDONLY);',
    'memory_fd = open("/proc/self/mem", O_RDONLY);',
    "struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_NODEFER };",
    "sigaction(SIGSEGV, &action, NULL);",
    "sigaction(SIGBUS, &action, NULL);",
    ...fixed.map(({ start, end }) => `need_free(${cHex(start)}, ${cHex(end)});`),
    ...lowLines(timeline),
    ...rightLines(timeline),
    ...threads.map((name) => `start(&${threadVariable(name)});`),
    "look_for_zero_page();",
    "fence();",
    ...limitLines(timeline),
    "scenario();",
    'puts("PASS");',
    "fflush(stdout);",
    "_exit(0);",
  ];
  return `int main(void)\n{\n${lines.map((line) => `\t${line}\n`).join("")}}\n`;
}

const NO_END = 9999;

/** The releases of the branch up to the next one that behaves differently. */
function needKernel(kernel: KernelProfile): string {
  const [major, minor, patch] = parseRelease(kernel.release) ?? [0, 0, 0];
  const branch = KERNELS.flatMap((other) => {
    const release = parseRelease(other.release);
    const same = release !== null && sameBranch(release, [major, minor, patch]);
    return same && other.switches.dontunmap !== "v3" ? [release[2]] : [];
  }).toSorted((a, b) => a - b);
  const low = branch[0] === patch ? 0 : patch;
  const next = branch.find((other) => other > patch);
  return `need_kernel(${major}, ${minor}, ${low}, ${next === undefined ? NO_END : next - 1});`;
}

const THP = "/sys/kernel/mm/transparent_hugepage/enabled";

/** The setting for huge pages counts only where a mapping has room for one; a process can do without by itself. */
function thpLines(timeline: Timeline): readonly string[] {
  const { thp } = timeline.initial.config;
  if (thp === "never") return ["prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);"];
  const room = touchedRanges(timeline).some(({ start, end }) => end - start >= PMD_SIZE);
  return room ? [`need_setting("${THP}", "[${thp}]");`] : [];
}

/** Where a call maps: the address of FIXED, or an address that is a wish. Null for other calls. */
function mapsAt({ name, args }: Call): { readonly addr: bigint; readonly fixed: boolean } | null {
  const number = (index: number): bigint => (typeof args[index] === "bigint" ? args[index] : 0n);
  if (name === "mmap") {
    const { MAP_FIXED, MAP_FIXED_NOREPLACE } = MAP.values;
    return { addr: number(0), fixed: hasAnyBit(number(3), MAP_FIXED + MAP_FIXED_NOREPLACE) };
  }
  return name === "mremap" && hasBits(number(3), MREMAP.values.MREMAP_FIXED)
    ? { addr: number(4), fixed: true }
    : null;
}

/** Addresses that not everybody may map, with which the run tries it. */
const lowPlaces = ({
  initial,
  steps,
}: Timeline): readonly { readonly addr: bigint; readonly fixed: boolean }[] =>
  steps
    .map(({ call }) => mapsAt(call))
    .filter((place) => place !== null)
    .filter(({ addr }) => addr < BigInt(initial.config.mmapMinAddr));

/** A machine may allow lower addresses than the page. */
const lowLines = (timeline: Timeline): readonly string[] =>
  lowPlaces(timeline).some(({ addr }) => addr > 0n)
    ? [`need_setting("/proc/sys/vm/mmap_min_addr", "${timeline.initial.config.mmapMinAddr}\\n");`]
    : [];

function rightLines(timeline: Timeline): readonly string[] {
  const { initial, steps } = timeline;
  const has = initial.config.capabilities;
  const watches = steps.some(({ call }) => call.name === "userfaultfd");
  const lines = [`right(CAP_IPC_LOCK, ${Number(has.has("CAP_IPC_LOCK"))}, "CAP_IPC_LOCK");`];
  if (watches) lines.push(`right(CAP_SYS_PTRACE, ${Number(has.has("CAP_SYS_PTRACE"))}, "CAP_SYS_PTRACE");`);
  if (lowPlaces(timeline).some(({ fixed }) => fixed))
    lines.push(`right(CAP_SYS_RAWIO, ${Number(has.has("CAP_SYS_RAWIO"))}, "CAP_SYS_RAWIO");`);
  return lines;
}

const finite = ({ soft }: Rlimit): boolean => Number.isFinite(soft);

/** Limits on all of a process are raised by what this program is larger than the page's. */
function limitLines({ initial, steps }: Timeline): readonly string[] {
  const { as, data, memlock } = initial.rlimits;
  const locksAll = steps.some(
    ({ call }) =>
      call.name === "mlockall" &&
      typeof call.args[0] === "bigint" &&
      hasBits(call.args[0], MCL.values.MCL_CURRENT),
  );
  const lines = finite(memlock)
    ? [
        `limit(RLIMIT_MEMLOCK, ${locksAll ? raised(initial, memlock) : cHex(memlock.soft)}, "RLIMIT_MEMLOCK");`,
      ]
    : [];
  if (finite(as)) lines.push(`limit(RLIMIT_AS, ${raised(initial, as)}, "RLIMIT_AS");`);
  if (finite(data)) {
    const own = (mmOfTask(initial)?.dataVm ?? 0) * PAGE_SIZE;
    lines.push(`limit(RLIMIT_DATA, own_data() + ${cHex(data.soft)} - ${cHex(own)}, "RLIMIT_DATA");`);
  }
  return lines;
}

const raised = (initial: Machine, limit: Rlimit): string =>
  `own_bytes() + ${cHex(limit.soft)} - ${cHex((mmOfTask(initial)?.totalVm ?? 0) * PAGE_SIZE)}`;
