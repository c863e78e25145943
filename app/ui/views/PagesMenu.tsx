import { useId } from "react";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { Popover } from "#ui/primitives/Popover.tsx";
import type { PagesListProps } from "./PagesList.tsx";

const PagesList = late<PagesListProps>(async () => (await import("./PagesList.tsx")).PagesList);

/** The way to every other page. `id`: of its button, which gets the focus back. */
export function PagesMenu({ id, short = false }: { readonly id?: string; readonly short?: boolean }) {
  const popover = useId();
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
        <PagesList popover={popover} {...(id === undefined ? {} : { opener: id })} />
      </Popover>
    </>
  );
}
