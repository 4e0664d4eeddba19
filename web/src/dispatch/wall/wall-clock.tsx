import { DISTRICT_ZONE } from "../../i18n/days.ts";
import { useLanguage } from "../../i18n/index.ts";
import { useNow } from "../board/use-now.ts";

const SECOND_MS = 1_000;

/** Day and time in the district; nothing else is drawn again with it. */
export function WallClock() {
  const language = useLanguage();
  const now = useNow(SECOND_MS);
  const inDistrict = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      timeZone: DISTRICT_ZONE,
      ...options,
    }).format(now);
  return (
    <p className="og-wall-clock">
      <span>
        {inDistrict({ year: "numeric", month: "long", day: "numeric", weekday: "short" })}
      </span>
      <time className="og-number" dateTime={new Date(now).toISOString()}>
        {inDistrict({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })}
      </time>
    </p>
  );
}
