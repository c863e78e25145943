import type { Scenario } from "#scenarios/scenario.ts";
import { headingOf, useCatalog } from "#ui/catalog.tsx";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { useActions } from "#ui/store.tsx";
import styles from "./Story.module.css";

/** Where to go from here, and where the story comes from. */
export function More({ scenario }: { readonly scenario: Scenario }) {
  const catalog = useCatalog();
  const { openScenario } = useActions();
  const neighbours = scenario.neighbours
    .map((id) => headingOf(catalog, id))
    .filter((neighbour) => neighbour !== null);
  return (
    <div className={styles["more"]}>
      {neighbours.length > 0 && (
        <div className={styles["related"]}>
          {lateWords.related}
          {neighbours.map(({ id, title }) => (
            <Button key={id} onClick={() => openScenario(id)}>
              {title}
            </Button>
          ))}
        </div>
      )}
      {scenario.sources.length > 0 && (
        <details>
          <summary>{lateWords.sources}</summary>
          <ul className={styles["sources"]}>
            {scenario.sources.map(({ author, date, subject }) => (
              <li key={`${author} ${date} ${subject}`}>{`${author}, ${date}: ${subject}`}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
