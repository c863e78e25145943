/** A name that the kernel's headers give to a number. */
export interface Constant {
  readonly name: string;
  readonly value: bigint;
  /** What it does, in one sentence. */
  readonly meaning: string;
  /** First kernel release that knows it; null if every kernel of this project does. */
  readonly since: string | null;
}

/** value, meaning, and the first kernel release that knows it (left out where all do). */
type Row = readonly [value: bigint, meaning: string, since?: string];

/** Constants that belong to one argument. `flags` are joined by |, an `enum` is one of them. */
export interface ConstantSet<Name extends string = string> {
  /** What all names begin with, so that they can be written short: "MREMAP_". */
  readonly prefix: string;
  readonly kind: "flags" | "enum";
  /** In the order in which they are printed. Names of several bits come before their parts. */
  readonly constants: readonly Constant[];
  /** Values by name, for code. */
  readonly values: { readonly [N in Name]: bigint };
}

export function constantSet<Name extends string>(
  prefix: string,
  kind: "flags" | "enum",
  rows: { readonly [N in Name]: Row },
): ConstantSet<Name> {
  const constants: Constant[] = [];
  const values: Partial<Record<Name, bigint>> = {};
  for (const name in rows) {
    const [value, meaning, since] = rows[name];
    constants.push({ name, value, meaning, since: since ?? null });
    values[name] = value;
  }
  // Every name of the rows has got its value in the loop.
  return { prefix, kind, constants, values: values as Record<Name, bigint> };
}
