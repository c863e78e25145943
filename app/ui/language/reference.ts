/** The tables of the language as the page shows them: sets of constants with where they are used, and structures. */
import type { ConstantSet } from "#engine/constantSet.ts";
import { SIGNATURES } from "#engine/signatures.ts";
import { IOVEC, RLIMIT64, UFFD_SHAPES } from "#engine/structShapes.ts";
import type { StructShape } from "#engine/structShapes.ts";
import { UFFDIO } from "#engine/uffdRequests.ts";
import { ALL_SETS } from "#lang/names.ts";

export interface SetEntry {
  readonly set: ConstantSet;
  /** "mmap prot, mprotect prot"; "" for names that may stand anywhere. */
  readonly uses: string;
}

/** The request that takes a structure; "" for structures of other calls. */
export const requestName = ({ request }: StructShape): string =>
  UFFDIO.constants.find(({ value }) => value === request)?.name ?? "";

const usesOf = (set: ConstantSet): readonly string[] => [
  ...SIGNATURES.flatMap(({ name, params }) =>
    params.flatMap((param) =>
      param.type.kind === "set" && param.type.set === set ? [`${name} ${param.name}`] : [],
    ),
  ),
  ...UFFD_SHAPES.flatMap((shape) =>
    shape.members.flatMap(({ name, type }) =>
      type.kind === "set" && type.set === set ? [`${requestName(shape)} ${name}`] : [],
    ),
  ),
];

export const CONSTANT_SETS: readonly SetEntry[] = ALL_SETS.map((set) => ({
  set,
  uses: usesOf(set).join(", "),
}));

export const STRUCTURES: readonly StructShape[] = [...UFFD_SHAPES, RLIMIT64, IOVEC];
