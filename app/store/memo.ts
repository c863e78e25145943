/** Remembers the last result while all inputs stay the same objects, so that selectors give stable values. */
export const memoLast = <Args extends readonly unknown[], T>(
  compute: (...args: Args) => T,
): ((...args: Args) => T) => {
  let last: { readonly args: Args; readonly value: T } | null = null;
  return (...args) => {
    if (last?.args.length === args.length && args.every((arg, i) => Object.is(arg, last?.args[i])))
      return last.value;
    last = { args, value: compute(...args) };
    return last.value;
  };
};
