import {
  evolve,
  isoDayAt,
  spansOf,
  type Case,
  type CaseEvent,
  type CaseState,
  type EventHeader,
  type Place,
} from "@onegrid/core/dispatch";
import type { IncidentRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import {
  findKnownSources,
  insertCaseHistories,
  locateSet,
  type CaseHistory,
  type NewCaseEvent,
  type PlacedPoint,
} from "@onegrid/db/dispatch";
import { listAreaKinds, listRootAreas, type AreaKinds } from "@onegrid/db/organisation";
import { localDay } from "../../access/sessions.ts";
import { timesOf } from "./case-card.ts";
import { categoryOf, describeIncident } from "./incident-class.ts";
import { newCaseId } from "./new-case-id.ts";
import { levelOfPlace } from "./place-of.ts";
import { raisedBefore } from "./raised-before.ts";
import { holdRules, type Rules } from "../rules/rules-in-force.ts";
import { chained } from "./store-event.ts";

const HOUR_MS = 3_600_000;
/** A report that nobody has closed is taken for filed (立案) after so long. */
const FILED_AFTER_MS = 2 * HOUR_MS;

export interface ImportedIncidents {
  readonly added: number;
  /** Known by their source id already: nothing is changed, people may have worked on them. */
  readonly known: number;
}

/**
 * Makes cases of incidents (事件) from another system, in the caller's transaction. Each keeps its
 * times: what the source calls closed has gone the whole way by then, so that figures count it; the
 * rest waits at the desk. None is lost: without a usable place it lies in the queue of the root area.
 */
export async function importIncidents(
  trx: Db,
  records: readonly IncidentRecord[],
  now: Date,
): Promise<ImportedIncidents> {
  const known = await findKnownSources(
    trx,
    records.map(({ sourceId }) => sourceId),
  );
  const bySource = new Map(records.map((record) => [record.sourceId, record]));
  const fresh = [...bySource.values()].filter(({ sourceId }) => !known.has(sourceId));
  if (fresh.length > 0) await insertCaseHistories(trx, await historiesOf(trx, fresh, now));
  return { added: fresh.length, known: records.length - fresh.length };
}

async function historiesOf(
  trx: Db,
  records: readonly IncidentRecord[],
  now: Date,
): Promise<CaseHistory[]> {
  const reports = records.map((record) => ({ record, at: reportedAt(record, now) }));
  const placed = await locateSet(
    trx,
    reports.map(({ record, at }) => ({
      position: record.geometry?.coordinates ?? null,
      day: localDay(new Date(at)),
    })),
  );
  const tree: Tree = {
    rules: await holdRules(trx),
    kinds: await listAreaKinds(trx),
    rootId: (await listRootAreas(trx))[0]?.id ?? null,
  };
  return reports.map(({ record, at }, index) => {
    const { place, scopePath } = placeOf(record, placed[index], tree);
    return historyOf(record, { place, scopePath, at, now, rules: tree.rules });
  });
}

/** A time to come cannot be right; the report is kept as one of now. */
const reportedAt = (record: IncidentRecord, now: Date): number =>
  Math.min(Date.parse(record.reportedAt), now.getTime());

interface Tree {
  readonly rules: Rules;
  readonly kinds: AreaKinds;
  readonly rootId: string | null;
}

function placeOf(
  record: IncidentRecord,
  found: PlacedPoint | undefined,
  { kinds, rootId }: Tree,
): { place: Place; scopePath: readonly string[] } {
  const path = found?.path ?? (rootId === null ? [] : [rootId]);
  const idOf = (kind: string): string | null =>
    path.find((areaId) => kinds.get(areaId) === kind) ?? null;
  return {
    scopePath: path,
    place: {
      position: record.geometry?.coordinates ?? null,
      address: record.address,
      gridId: found?.gridCode ?? null,
      gridVersionId: found?.gridVersionId ?? null,
      laneId: null,
      communityId: idOf("community"),
      streetId: idOf("street"),
      districtId: idOf("district") ?? path[0] ?? "",
    },
  };
}

interface Placed {
  readonly place: Place;
  readonly scopePath: readonly string[];
  readonly at: number;
  readonly now: Date;
  readonly rules: Rules;
}

function historyOf(record: IncidentRecord, placed: Placed): CaseHistory {
  const { scopePath, at, now, rules } = placed;
  const { book, bookFor } = rules;
  const events: CaseEvent[] = [];
  let folded: Case | null = null;
  for (const event of stepsOf(record, placed)) {
    // Colours that a clock showed before this step belong before it.
    for (const alarm of folded && !record.closedAt ? raisedBefore(folded, event.at, book) : []) {
      events.push(alarm);
      folded = evolve(folded, alarm);
    }
    const next: CaseEvent = { ...event, version: (folded?.version ?? 0) + 1 };
    events.push(next);
    folded = evolve(folded, next);
  }
  if (!folded) throw new Error(`no events for the incident ${record.sourceId}`);
  for (const alarm of folded.closedAt === null ? raisedBefore(folded, now.getTime(), book) : []) {
    events.push(alarm);
    folded = evolve(folded, alarm);
  }
  return {
    row: {
      case: folded,
      scopePath,
      sourceId: record.sourceId,
      ...timesOf(folded, bookFor(folded)),
    },
    day: localDay(new Date(at)),
    events: chainOf(events),
    spans: spansOf(events, book),
  };
}

function chainOf(events: readonly CaseEvent[]): NewCaseEvent[] {
  const chain: NewCaseEvent[] = [];
  for (const event of events) chain.push(chained(event, chain.at(-1)?.hash ?? ""));
  return chain;
}

const IMPORTER = { id: "system", role: "system", unitId: null, onBehalfOf: null };

/** The steps of a case as the source tells them; who worked on it is not known and not made up. */
function stepsOf(record: IncidentRecord, { place, at, now, rules }: Placed): CaseEvent[] {
  const day = isoDayAt(rules.book.calendar, at);
  const category = categoryOf(record, rules.book, day);
  const header: EventHeader = {
    caseId: newCaseId(at),
    version: 1,
    at,
    deviceAt: null,
    devicePosition: null,
    actor: IMPORTER,
    from: null,
    to: "reported",
    reason: null,
    note: null,
  };
  const report: CaseEvent = {
    ...header,
    verb: "report",
    fields: {
      place,
      categoryId: category.id,
      description: describeIncident(record, rules.book, day),
      channel: "import",
      severity: category.severity,
      condition: "ordinary",
      level: levelOfPlace(place),
      reporterId: null,
      photos: [],
    },
  };
  const closedAt = record.closedAt === null ? Infinity : Date.parse(record.closedAt);
  if (closedAt <= now.getTime()) return [report, ...closedSteps(header, place, closedAt)];
  const filedAt = at + FILED_AFTER_MS;
  return filedAt > now.getTime() ? [report] : [report, fileStep(header, filedAt)];
}

const fileStep = (header: EventHeader, at: number): CaseEvent => ({
  ...header,
  at,
  from: "reported",
  to: "filed",
  verb: "file",
  fields: { standardMet: true },
});

/** The shortest way through the table of states, spread over the time from report to close. */
function closedSteps(header: EventHeader, place: Place, closedAt: number): CaseEvent[] {
  const total = Math.max(0, closedAt - header.at);
  const after = (share: number, mostMs: number): number =>
    header.at + Math.min(Math.round(total * share), mostMs);
  const step = (at: number, from: CaseState, to: CaseState) => ({ ...header, at, from, to });
  const unitId = place.communityId ?? place.streetId ?? place.districtId;
  const dispatch = {
    assignee: { unitId, memberId: null },
    recommendationId: null,
    overrideReason: null,
  };
  const doneAt = closedAt - Math.min(Math.round(total * 0.15), 4 * HOUR_MS);
  return [
    fileStep(header, after(0.02, HOUR_MS / 4)),
    { ...step(after(0.05, HOUR_MS), "filed", "dispatched"), verb: "dispatch", fields: dispatch },
    { ...step(after(0.1, 2 * HOUR_MS), "dispatched", "in_progress"), verb: "accept", fields: {} },
    {
      ...step(doneAt, "in_progress", "resolved"),
      verb: "finish",
      fields: { photos: [], form: {} },
    },
    { ...step(closedAt, "resolved", "closed"), verb: "pass", fields: { standardMet: true } },
  ];
}
