import { useEffect, useState } from "react";
import type { Result } from "#base/result.ts";
import { type Walkthrough, unpackWalkthrough } from "#link/walkthrough.ts";

interface Read {
  readonly packed: string;
  readonly result: Result<Walkthrough, string>;
}

/** A walkthrough out of its link; null until it has been read. */
export function useUnpacked(packed: string): Result<Walkthrough, string> | null {
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    let wanted = true;
    const unpack = async (): Promise<void> => {
      const result = await unpackWalkthrough(packed);
      if (wanted) setRead({ packed, result });
    };
    void unpack();
    return () => {
      wanted = false;
    };
  }, [packed]);
  return read?.packed === packed ? read.result : null;
}
