/** Whether a switch stands in a query: `?embed`, `?embed=1`, `?embed=true` do; `0`, `false` and absence do not. */
export const isSwitchedOn = (query: string, name: string): boolean => {
  const value = new URLSearchParams(query).get(name);
  return value !== null && value !== "0" && value !== "false";
};
