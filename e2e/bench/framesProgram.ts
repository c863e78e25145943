import { encodeReadableLink } from "#link/codec.ts";

/** The link of a program that stands before the move of so many pages, all of them touched. */
export function framesProgram(pages: number): string {
  const mapped = "PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0";
  const size = `${pages}*PAGE`;
  const text = `memory 256 GiB
thp never
heap = mmap(0x1000000000, ${size}, ${mapped})
store(heap, ${size}, 'A')
moved = mremap(heap, ${size}, ${size}, MREMAP_MAYMOVE|MREMAP_FIXED, 0x8000000000)
`;
  return encodeReadableLink({ text, title: "", scenario: null, kernel: null, cursor: { done: 2, t: 0 } });
}
