import { createContext, use } from "react";
import type { KernelProfile } from "#engine/kernels.ts";
import type { Heading, Scenario } from "#scenarios/scenario.ts";

/** What there is to choose from; the same for the life of the page. */
export interface Catalog {
  readonly scenarios: readonly Heading[];
  /** A scenario that was opened, with its program and texts. */
  readonly scenario: (id: string) => Scenario | undefined;
  /** Chapter number → title. */
  readonly chapters: ReadonlyMap<number, string>;
  readonly kernels: readonly KernelProfile[];
}

export const CatalogContext = createContext<Catalog | null>(null);

export function useCatalog(): Catalog {
  const catalog = use(CatalogContext);
  if (catalog === null) throw new Error("CatalogContext has no provider");
  return catalog;
}

export const scenarioOf = (catalog: Catalog, id: string | null): Scenario | null =>
  id === null ? null : (catalog.scenario(id) ?? null);

export const headingOf = (catalog: Catalog, id: string): Heading | null =>
  catalog.scenarios.find((heading) => heading.id === id) ?? null;
