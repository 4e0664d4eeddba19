import { useEffect, useState } from "react";
import { useLiveState } from "../live.ts";
import { useText, type TextKey } from "../i18n/index.ts";
import { WarningIcon } from "../ui/icons.tsx";
import { useStatus } from "./status.ts";

/** A short cut of the line is no news. */
const PATIENCE_MS = 3_000;

function useLongOffline(): boolean {
  const isWaiting = useLiveState((live) => live.state === "waiting" || live.state === "connecting");
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isWaiting]);
  return isWaiting && isLong;
}

/** One line under the header while the database or the connection is away. */
export function Banner() {
  const t = useText();
  const { data } = useStatus();
  const isOffline = useLongOffline();
  const message = messageFor(data?.database, isOffline);
  if (message === null) return null;
  return (
    <div className="og-banner" role="status">
      <WarningIcon />
      {t(message)}
    </div>
  );
}

function messageFor(database: string | undefined, isOffline: boolean): TextKey | null {
  if (database === "failed") return "shell:database.failed";
  if (database === "restarting") return "shell:database.restarting";
  return isOffline ? "shell:database.offline" : null;
}
