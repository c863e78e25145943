/**
 * What programs are full of, each as one byte above 127 before a link is packed: so short a text gives deflate
 * nothing to refer back to. The readable form is ASCII, so these bytes are free. Part of version 1: phrases are
 * never changed, moved or removed; more can be put at the end, which older versions then cannot read, so that it
 * takes a new version.
 */
const PHRASES: readonly string[] = [
  "~uffd-userfaultfd~ioctl.uffd.api",
  "~ioctl.uffd.register.-R",
  "~ioctl.uffd.copy.-R",
  "heap-mmap.0x10000000.",
  "-mmap.0x10000000.",
  "-mmap.NULL.",
  "-mmap.0x1000",
  "-memfd_create.-S",
  "-Z.cloexec~ftruncate.",
  "-mremap.",
  "mremap.heap.",
  "~mremap.",
  ".RW.PAF",
  ".RW.SF.",
  ".RW.SAF",
  ".RW.PA",
  ".MFD.0x",
  ".MF.0x",
  ".8P.8P.",
  ".4P.4P.",
  ".2P.2P.",
  ".3P.3P.",
  "~store.heap.",
  "~load.heap",
  "~store.",
  "~load.",
  "~munmap.",
  "~madvise.",
  "~mprotect.",
  "~mlock.",
  "~ioctl.uffd.",
  ".0x10000000",
  ".0x1000",
  "0000",
  ".8P.-q",
  ".4P.-q",
  ".2P.-q",
  ".3P.-q",
  ".PAGE.-q",
  ".PAGE~",
  "-KMISSING",
  "-KPAGE",
  "-APAGE",
  ".-IEINVAL",
  ".-ISIGSEGV",
  "ioctl.uffd.",
  "-t-load.",
  "-t-store.",
  "-t-ioctl.uffd.copy.-R",
  "-t-",
  "~collector-t-",
  "~monitor-t-",
  "~native-t-",
  "~gc-t-",
  "~app-t-",
  "heap",
  "~-k6_1",
  "~-i",
  "~-s",
  "dontneed",
  "prlimit64.0.",
  "shadow",
  "source",
  "target",
  "moved",
  "first",
  "second",
  "-R0xaa-K",
];

const FIRST_BYTE = 0x80;

const byLength = [...PHRASES.entries()].toSorted(([, a], [, b]) => b.length - a.length);

/** The readable form with its phrases as characters from U+0080 on, one byte each. */
export const foldPhrases = (readable: string): string => {
  let folded = readable;
  for (const [index, phrase] of byLength) {
    folded = folded.replaceAll(phrase, String.fromCharCode(FIRST_BYTE + index));
  }
  return folded;
};

/** The readable form again; null if it is none, or longer than `max` characters. */
export const unfoldPhrases = (folded: string, max: number): string | null => {
  const pieces: string[] = [];
  let length = 0;
  for (const character of folded) {
    const code = character.charCodeAt(0);
    const piece = code < FIRST_BYTE ? character : PHRASES[code - FIRST_BYTE];
    if (piece === undefined) return null;
    length += piece.length;
    if (length > max) return null;
    pieces.push(piece);
  }
  return pieces.join("");
};
