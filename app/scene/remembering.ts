/** Computes element i when first asked, and remembers it. */
export const remembering = <T>(compute: (index: number) => T): ((index: number) => T) => {
  const known = new Map<number, { readonly value: T }>();
  return (index) => {
    const found = known.get(index);
    if (found !== undefined) return found.value;
    const value = compute(index);
    known.set(index, { value });
    return value;
  };
};
