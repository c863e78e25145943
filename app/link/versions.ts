/** The version that new links have. */
export const CURRENT_VERSION = 1;

/** Turns the readable form of one version into that of the next. */
type Upgrader = (readable: string) => string;

/** Version → what makes the next one of it. Every version before the current one has an entry, for ever. */
const UPGRADERS: ReadonlyMap<number, Upgrader> = new Map();

/** Without an upgrader old links would break one by one and unseen; so nothing is loaded at all. */
export const checkUpgraders = (upgraders: ReadonlyMap<number, Upgrader>, current: number): void => {
  for (let version = 1; version < current; version += 1) {
    if (!upgraders.has(version)) throw new Error(`links of version ${version} have no upgrader`);
  }
  for (const version of upgraders.keys()) {
    if (version < 1 || version >= current) throw new Error(`an upgrader for version ${version} is of no use`);
  }
};

checkUpgraders(UPGRADERS, CURRENT_VERSION);

/** The readable form of any version as one of the current version. */
export const upgradeToCurrent = (version: number, readable: string): string => {
  let upgraded = readable;
  for (let at = version; at < CURRENT_VERSION; at += 1) {
    const upgrade = UPGRADERS.get(at);
    if (upgrade === undefined) throw new Error(`links of version ${at} have no upgrader`);
    upgraded = upgrade(upgraded);
  }
  return upgraded;
};
