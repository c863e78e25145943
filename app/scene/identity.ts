/**
 * What a mark stands for. Marks that stand for the same thing are lit together, wherever they are drawn:
 * page, slot and token of a mapped page all stand for its frame.
 */
export type Identity =
  | { readonly kind: "vma"; readonly id: number }
  /** A page of the address space, its slot in the page table included. */
  | { readonly kind: "page"; readonly vpn: number }
  | { readonly kind: "frame"; readonly pfn: number }
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "event"; readonly call: number; readonly event: number }
  | { readonly kind: "uffd"; readonly fd: number };

/** A string that is equal for equal identities. */
export const identityKey = (identity: Identity): string => {
  switch (identity.kind) {
    case "vma":
      return `vma ${identity.id}`;
    case "page":
      return `page ${identity.vpn}`;
    case "frame":
      return `frame ${identity.pfn}`;
    case "line":
      return `line ${identity.line}`;
    case "event":
      return `event ${identity.call}.${identity.event}`;
    case "uffd":
      return `uffd ${identity.fd}`;
  }
};
