import { useState } from "react";
import { reasonSentence } from "../state/refusal-text.ts";

interface Task {
  readonly run: (work: () => Promise<void>) => void;
  readonly isBusy: boolean;
  /** Why it went wrong, in words. */
  readonly fault: string | null;
}

/** One thing after the other: whether it is under way, and what kept it from being done. */
export function useTask(): Task {
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = (work: () => Promise<void>): void => {
    setIsBusy(true);
    setFault(null);
    work()
      .catch((error: unknown) => setFault(reasonSentence(error)))
      .finally(() => setIsBusy(false));
  };
  return { run, isBusy, fault };
}
