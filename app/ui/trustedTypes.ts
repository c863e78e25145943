/**
 * The page's policy forbids strings where code may come from them. What is left, and allowed here, are the addresses
 * of our own workers; no text ever becomes HTML or script.
 */

interface Policies {
  readonly createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => unknown;
}

const isPolicies = (value: unknown): value is Policies =>
  typeof value === "object" && value !== null && "createPolicy" in value;

/** An address of this site as it stands. @throws for any other */
const ours = (address: string): string => {
  const { origin } = new URL(address, document.baseURI);
  if (origin !== location.origin) throw new TypeError(`not a script of this site: ${address}`);
  return address;
};

/** For browsers that know Trusted Types; the others ignore that part of the policy. */
export const trustOurs = (): void => {
  const policies: unknown = Reflect.get(window, "trustedTypes");
  if (isPolicies(policies)) policies.createPolicy("default", { createScriptURL: ours });
};
