import { Component, type ErrorInfo, type ReactNode } from "react";
import { late } from "#ui/later.tsx";
import { words } from "#ui/messages.ts";
import { Button } from "./Button.tsx";
import type { FaultReportProps } from "./FaultReport.tsx";
import styles from "./ErrorBoundary.module.css";

const FaultReport = late<FaultReportProps>(async () => (await import("./FaultReport.tsx")).FaultReport);

interface Props {
  /** What the reader knows the part by: "stage". */
  readonly part: string;
  readonly children: ReactNode;
}

interface State {
  readonly message: string | null;
  /** What helps whoever looks into it; stays on this machine unless the reader sends it. */
  readonly report: string;
}

const NOTHING: State = { message: null, report: "" };

/** Fault, place and address: the link in it brings the same program and step back. */
const reportOf = (part: string, error: Error, components: string): string =>
  [`${words.name}: ${part}`, location.href, navigator.userAgent, error.stack ?? error.message, components]
    .map((line) => line.trim())
    .join("\n");

/** Keeps a fault of one panel inside that panel. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = NOTHING;

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    this.setState({ report: reportOf(this.props.part, error, componentStack ?? "") });
  }

  override render(): ReactNode {
    const { message, report } = this.state;
    if (message === null) return this.props.children;
    return (
      <div role="alert" className={styles["fault"]}>
        <p>{words.fault(this.props.part)}</p>
        <p className={styles["message"]}>{message}</p>
        <div className={styles["row"]}>
          <Button onClick={() => this.setState(NOTHING)}>{words.faultRetry}</Button>
        </div>
        <FaultReport report={report} />
      </div>
    );
  }
}
