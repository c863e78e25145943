/** A file of an initramfs. */
interface Entry {
  readonly name: string;
  readonly content: Uint8Array;
}

const EXECUTABLE = 0o100755;
const ALIGNMENT = 4;

const padding = (length: number): Uint8Array =>
  new Uint8Array((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);

/** One member of a cpio archive in the form "newc": thirteen numbers of eight hexadecimal digits, name, content. */
function member({ name, content }: Entry, inode: number, mode: number): readonly Uint8Array[] {
  const numbers = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length + 1, 0];
  const digits = numbers.map((number) => number.toString(16).padStart(8, "0")).join("");
  const head = new TextEncoder().encode(`070701${digits}${name}\0`);
  return [head, padding(head.length), content, padding(content.length)];
}

/** An archive that the kernel unpacks as its first file system. */
export function archive(entries: readonly Entry[]): Uint8Array {
  const members = entries.flatMap((entry, index) => member(entry, index + 1, EXECUTABLE));
  const end = member({ name: "TRAILER!!!", content: new Uint8Array() }, 0, 0);
  return Buffer.concat([...members, ...end]);
}
