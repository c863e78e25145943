/** The parts of the workbench that are not in the first picture, with the room that is kept for them. */
import type { ReactNode } from "react";
import type { ExplorerState } from "#store/types.ts";
import { late } from "#ui/later.tsx";
import { cx } from "#ui/primitives/cx.ts";
import { useExplorer } from "#ui/store.tsx";
import { useWithheld } from "#ui/students.ts";
import styles from "./Workbench.module.css";

const selectComposerOpen = (state: ExplorerState) => state.panels.open.composer;

function ComposerRoom() {
  const open = useExplorer(selectComposerOpen);
  return <div className={cx(styles["composerRoom"], open && styles["open"])} />;
}

const LateComposer = late<{ readonly oneAtATime: boolean }>(
  async () => (await import("#ui/composer/ComposerPanel.tsx")).ComposerPanel,
  ComposerRoom,
);

/** Its matrix says what every flag would do: a student gets it after the answer. */
export function Composer({ oneAtATime }: { readonly oneAtATime: boolean }) {
  return useWithheld() ? null : <LateComposer oneAtATime={oneAtATime} />;
}

export const RightPanels = late(async () => (await import("./RightPanels.tsx")).RightPanels);

export const Kernel = late(async () => (await import("#ui/kernel/KernelPanel.tsx")).KernelPanel);

export const Details = late(async () => (await import("#ui/details/DetailsPanels.tsx")).DetailsPanels);

export const WhatIf = late(async () => (await import("#ui/compare/WhatIfPanel.tsx")).WhatIfPanel);

const ProgramRoom = (): ReactNode => <div className={styles["programRoom"]} />;

export const Program = late(
  async () => (await import("#ui/program/ProgramPanel.tsx")).ProgramPanel,
  ProgramRoom,
);
