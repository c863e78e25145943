import { Component, type ReactNode } from "react";
import { words } from "#ui/messages.ts";
import { Button } from "./Button.tsx";
import styles from "./ErrorBoundary.module.css";

interface Props {
  /** What the reader knows the part by: "stage". */
  readonly part: string;
  readonly children: ReactNode;
}

interface State {
  readonly message: string | null;
}

/** Keeps a fault of one panel inside that panel. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div role="alert" className={styles["fault"]}>
        <p>{words.fault(this.props.part)}</p>
        <p className={styles["message"]}>{message}</p>
        <Button onClick={() => this.setState({ message: null })}>{words.faultRetry}</Button>
      </div>
    );
  }
}
