import { useState } from "react";
import { copyText } from "#ui/dialogs/clipboard.ts";
import { lateWords } from "#ui/lateMessages.ts";
import { Button } from "./Button.tsx";
import styles from "./ErrorBoundary.module.css";

export interface FaultReportProps {
  readonly report: string;
}

/** What helps whoever looks into a fault, to copy: nothing is sent. */
export function FaultReport({ report }: FaultReportProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(report));
  return (
    <>
      <div className={styles["row"]}>
        <Button onClick={() => void copy()}>{copied ? lateWords.copied : lateWords.faultCopy}</Button>
      </div>
      <details>
        <summary>{lateWords.faultReport}</summary>
        <pre className={styles["report"]}>{report}</pre>
      </details>
    </>
  );
}
