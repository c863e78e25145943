import type { Flavoured } from "#base/brand.ts";

/** A user virtual address in bytes. 47 bits, so exact in a double; bitwise operators would cut it to 32 bits. */
export type Vaddr = Flavoured<"Vaddr">;
/** A virtual page number: address / 4096. */
export type Vpn = Flavoured<"Vpn">;
/** A physical frame number. */
export type Pfn = Flavoured<"Pfn">;

export const PAGE_SIZE = 4096;
/** First address past user space with four-level page tables (x86-64 TASK_SIZE). */
export const TASK_SIZE: Vaddr = 0x7fff_ffff_f000;
/** Pages under one PTE table (one PMD entry, 2 MiB). */
export const PTRS_PER_TABLE = 512;
export const PMD_PAGES = 512;
export const PUD_PAGES = 512 * 512;
export const PMD_SIZE = PMD_PAGES * PAGE_SIZE;

export const vpnOf = (addr: Vaddr): Vpn => Math.floor(addr / PAGE_SIZE);
export const addrOf = (vpn: Vpn): Vaddr => vpn * PAGE_SIZE;
export const isPageAligned = (bytes: number): boolean => bytes % PAGE_SIZE === 0;
export const pageAlignDown = (addr: number): number => addr - (addr % PAGE_SIZE);
export const pageAlignUp = (bytes: number): number => Math.ceil(bytes / PAGE_SIZE) * PAGE_SIZE;

/** A half-open range of bytes, page aligned. */
export interface AddrRange {
  readonly start: Vaddr;
  readonly end: Vaddr;
}

/** An address as strace and /proc print it: 0x, lower case, no leading zeros. */
export const hex = (value: number | bigint): string => `0x${value.toString(16)}`;
