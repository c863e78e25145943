import styles from "./Views.module.css";
import { PAGES } from "./registry.ts";
import { openPage, useRoute } from "./route.ts";

export interface PagesListProps {
  /** Id of the popover that it stands in. */
  readonly popover: string;
  /** Id of the button that gets the focus back. */
  readonly opener?: string;
}

/** Every other page, to go there. */
export function PagesList({ popover, opener }: PagesListProps) {
  const { page: here } = useRoute();
  const go = (name: string) => {
    document.getElementById(popover)?.hidePopover();
    openPage(name, [], opener);
  };
  return (
    <ul className={styles["pages"]}>
      {PAGES.filter(({ hidden }) => hidden !== true).map(({ name, title, about }) => (
        <li key={name}>
          <button
            type="button"
            className={styles["page"]}
            aria-current={name === here ? "page" : undefined}
            onClick={() => go(name)}
          >
            <strong>{title}</strong>
            <span>{about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
