import type { DryRunReply } from "@onegrid/core/dispatch/emergency-contract";
import { useText } from "../../i18n/index.ts";
import type { Group } from "./emergency-api.ts";

interface DryRunReportProps {
  readonly found: DryRunReply;
  readonly groups: readonly Group[];
}

/** What an activation would call and what would be missing; nothing has been done yet. */
export function DryRunReport({ found, groups }: DryRunReportProps) {
  const t = useText();
  const { counts } = found;
  const groupWord = (key: string): string => groups.find((each) => each.key === key)?.name ?? key;
  const postWord = (group: string, post: string): string =>
    groups.find((each) => each.key === group)?.posts.find((each) => each.key === post)?.name ??
    post;
  const seatWord = (seat: { community: string; group: string; post: string }): string =>
    `${seat.community} ${groupWord(seat.group)}·${postWord(seat.group, seat.post)}`;
  const faults = [
    {
      key: "leaderless",
      count: counts.leaderless,
      lines: found.leaderless.map((each) => `${each.community} ${groupWord(each.group)}`),
    },
    {
      key: "unfilled",
      count: counts.unfilled,
      lines: found.unfilled.map(
        (each) => `${seatWord(each)} ${t("emergency:dryRun.missing", { ...each })}`,
      ),
    },
    {
      key: "doubleBooked",
      count: counts.doubleBooked,
      lines: found.doubleBooked.map(
        ({ name, seats }) => `${name}：${seats.map(seatWord).join("、")}`,
      ),
    },
    {
      key: "gone",
      count: counts.gone,
      lines: found.gone.map((each) => `${each.name}：${seatWord(each)}`),
    },
  ] as const;
  return (
    <div className="og-emergency-dry-run" role="group" aria-label={t("emergency:dryRun.title")}>
      <p>
        <b>{t("emergency:dryRun.title")}</b>{" "}
        {t("emergency:dryRun.facts", {
          communities: found.communities.length,
          groups: found.groups,
          filled: found.filled,
          seats: found.seats,
        })}
      </p>
      {faults.map(({ key, count, lines }) =>
        count === 0 ? (
          <p key={key} className="og-emergency-fine">
            ✓ {t(`emergency:dryRun.no-${key}`)}
          </p>
        ) : (
          <details key={key}>
            <summary>⚠ {t(`emergency:dryRun.${key}`, { count })}</summary>
            <ul translate="no">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {lines.length < count && key !== "unfilled" && (
              <p className="og-muted">{t("emergency:dryRun.more", { count: lines.length })}</p>
            )}
          </details>
        ),
      )}
    </div>
  );
}
