import type { LoggedStep } from "../chaos/judge-log.ts";
import type { Answered, Intent } from "../chaos/writer.ts";

/** One look at a case or one step on it, at the place where the log puts it. */
interface Placed {
  /** The version after a step; half a step later for a look at that version. */
  readonly at: number;
  readonly began: number;
  readonly ended: number;
  readonly what: string;
}

/**
 * Whether the order of the log fits the order in which people asked and were answered
 * (linearizability, Herlihy and Wing 1990): nothing stands behind what began only after it had been
 * answered. Steps count with their version, refusals as looks at the version they were shown.
 */
export function judgeOrder(intents: readonly Intent[], steps: readonly LoggedStep[]): string[] {
  const versionOf = new Map(
    steps.flatMap(({ mark, event }) => (mark === null ? [] : [[mark, event.version] as const])),
  );
  const placed = intents
    .flatMap((intent): Placed[] => {
      const { mark, present, began, ended } = intent;
      const version = versionOf.get(mark);
      const what = `${mark} ${intent.verb}`;
      if (version !== undefined) return [{ at: version, began, ended, what }];
      return present ? [{ at: present.version + 0.5, began, ended, what }] : [];
    })
    .toSorted((a, b) => a.at - b.at);
  const faults: string[] = [];
  let latest: Placed | undefined;
  let waiting: Placed | undefined;
  for (const [index, each] of placed.entries()) {
    // Looks at one version say nothing of each other.
    if (each.at !== placed[index - 1]?.at) latest = waiting;
    if (latest && each.ended < latest.began)
      faults.push(
        `${each.what} at ${each.at} was over before ${latest.what} at ${latest.at} began`,
      );
    if (!waiting || each.began > waiting.began) waiting = each;
  }
  return faults;
}

/** Whether each who came too late was told so, and shown the case as the winner left it. */
export function judgeLosers(intents: readonly Intent[]): string[] {
  return intents.flatMap((intent) => {
    const { mark, outcome, status, code, present, expectedVersion, caseId } = intent;
    if (outcome !== "refused" || code !== "dispatch.stale") return [];
    const isRight =
      status === 409 && present?.caseId === caseId && present.version > expectedVersion;
    return isRight ? [] : [`${mark}: ${status} with v${present?.version} for v${expectedVersion}`];
  });
}

/** Whether everybody who was shown a version of a case was shown the same. */
export function judgeSights(intents: readonly Intent[]): string[] {
  const first = new Map<string, Answered>();
  return intents.flatMap(({ mark, answers, present }) =>
    [...answers, ...(present ? [present] : [])].flatMap((seen) => {
      const key = `${seen.caseId} v${seen.version}`;
      const before = first.get(key);
      if (!before) first.set(key, seen);
      return before && before.card !== seen.card ? [`${mark}: ${key} in two ways`] : [];
    }),
  );
}
