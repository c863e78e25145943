import { useEffect } from "react";
import type { Actions } from "#store/types.ts";
import { useStoreApi } from "#ui/store.tsx";
import { type KeyCommand, type PageCommand, commandOf, ownerOf, ownsKey } from "./keymap.ts";

function elementOwns(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const type = target instanceof HTMLInputElement ? target.type : "";
  return ownsKey(ownerOf(target.tagName, type, target.getAttribute("role"), target.isContentEditable), key);
}

const PAGE_COMMANDS: ReadonlySet<KeyCommand> = new Set<PageCommand>(["follow", "help", "ghost", "present"]);

const isPageCommand = (command: KeyCommand): command is PageCommand => PAGE_COMMANDS.has(command);

const run = (actions: Actions, command: Exclude<KeyCommand, PageCommand>): void => actions[command]();

/** The page's shortcuts. `onCommand` gets what is not a matter of the store. */
export function useKeys(onCommand: (command: PageCommand) => void): void {
  const store = useStoreApi();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const command = commandOf(event);
      if (command === null || elementOwns(event.target, event.key)) return;
      event.preventDefault();
      if (isPageCommand(command)) onCommand(command);
      else run(store.getState().actions, command);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [store, onCommand]);
}
