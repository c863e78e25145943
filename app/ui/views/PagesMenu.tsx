import { useId } from "react";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { Popover } from "#ui/primitives/Popover.tsx";
import styles from "./Views.module.css";
import { PAGES } from "./registry.ts";
import { openPage, useRoute } from "./route.ts";

/** The way to every other page. `id`: of its button, which gets the focus back. */
export function PagesMenu({ id, short = false }: { readonly id?: string; readonly short?: boolean }) {
  const popover = useId();
  const { page: here } = useRoute();
  const go = (name: string) => {
    document.getElementById(popover)?.hidePopover();
    openPage(name, [], id);
  };
  return (
    <>
      <Button
        {...(id === undefined ? {} : { id })}
        square={short}
        aria-label={short ? words.pages : undefined}
        popoverTarget={popover}
      >
        {short ? <Icon name="menu" size={16} /> : words.pages}
        {!short && <Icon name="chevron" size={12} />}
      </Button>
      <Popover id={popover} label={words.pages}>
        <ul className={styles["pages"]}>
          {PAGES.map(({ name, title, about }) => (
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
      </Popover>
    </>
  );
}
