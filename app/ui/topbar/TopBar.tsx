import type { Arrangement } from "#ui/hooks/media.ts";
import { words } from "#ui/messages.ts";
import { Button } from "#ui/primitives/Button.tsx";
import { Icon } from "#ui/primitives/Icon.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { Speed } from "#ui/transport/Speed.tsx";
import { PagesMenu } from "#ui/views/PagesMenu.tsx";
import { openPage } from "#ui/views/route.ts";
import { Evidence, EvidenceFacts } from "./Evidence.tsx";
import { KernelPicker } from "./KernelPicker.tsx";
import { Logo } from "./Logo.tsx";
import { ScenarioPicker } from "./ScenarioPicker.tsx";
import { Settings } from "./Settings.tsx";
import styles from "./TopBar.module.css";

/** Ids of the controls that open pages; one of them gets the focus back. */
const OPENERS = { library: "open-library", pages: "open-pages" } as const;

interface Props {
  readonly arrangement: Arrangement;
  readonly drawerOpen: boolean;
  readonly onDrawer: () => void;
  readonly onShare: () => void;
  readonly onKeys: () => void;
}

export function TopBar({ arrangement, drawerOpen, onDrawer, onShare, onKeys }: Props) {
  const phone = arrangement === "phone";
  const full = arrangement === "full";
  return (
    <header className={cx(styles["bar"], phone && styles["phone"])}>
      <div className={styles["brand"]}>
        <Logo />
        <h1 className={cx(styles["name"], !full && "sr-only")}>{words.name}</h1>
      </div>
      <ScenarioPicker />
      {!phone && (
        <Button id={OPENERS.library} onClick={() => openPage("library", [], OPENERS.library)}>
          {words.library}
        </Button>
      )}
      <PagesMenu id={OPENERS.pages} short={phone} />
      <KernelPicker />
      {full && <Evidence />}
      {!phone && <div className={styles["space"]} />}
      {arrangement === "drawer" && (
        <Button aria-label={words.openPanel} aria-expanded={drawerOpen} onClick={onDrawer}>
          <Icon name="panel" />
          {words.kernel}
        </Button>
      )}
      {full && (
        <Button square aria-label={words.keysButton} title={words.keysButton} onClick={onKeys}>
          <kbd>?</kbd>
        </Button>
      )}
      <Settings>
        {phone && <Speed />}
        {!full && <EvidenceFacts />}
      </Settings>
      <Button look="primary" square={phone} aria-label={phone ? words.share : undefined} onClick={onShare}>
        {phone ? <Icon name="share" size={16} /> : words.share}
      </Button>
    </header>
  );
}
