import type { ReactNode } from "react";
import type { PanelName } from "#store/types.ts";
import { Panel } from "#ui/primitives/Panel.tsx";
import { useActions, useExplorer } from "#ui/store.tsx";

interface Props {
  readonly name: PanelName;
  readonly title: string;
  readonly about?: string | null;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A panel that stays folded for the reader who folded it. */
export function FoldingPanel({ name, ...rest }: Props) {
  const open = useExplorer((state) => state.panels.open[name]);
  const { togglePanel } = useActions();
  return <Panel {...rest} open={open} onToggle={() => togglePanel(name)} />;
}
