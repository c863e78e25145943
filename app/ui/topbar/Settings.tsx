import { useId } from "react";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { Popover } from "#ui/primitives/Popover.tsx";
import styles from "./TopBar.module.css";

const SettingsChoices = late(async () => (await import("./SettingsChoices.tsx")).SettingsChoices);

/** Theme, motion, and on a phone what the bar has no room for. */
export function Settings({ children }: { readonly children?: React.ReactNode }) {
  const popover = useId();
  return (
    <>
      <Button square aria-label={words.settings} title={words.settings} popoverTarget={popover}>
        <Icon name="settings" size={16} />
      </Button>
      <Popover id={popover} label={words.settings}>
        <div className={styles["settings"]}>
          <SettingsChoices />
          {children}
        </div>
      </Popover>
    </>
  );
}
