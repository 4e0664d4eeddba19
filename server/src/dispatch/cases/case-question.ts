import type { Jurisdiction } from "@onegrid/core/access";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import type { CaseListQuery } from "@onegrid/core/dispatch/contract";
import type { Bbox } from "@onegrid/core/geometry";
import type { CaseQuery } from "@onegrid/db/dispatch";
import { Problem } from "../../problem.ts";

const ANY = {
  states: OPEN_STATES,
  order: "due",
  limit: 100,
  areaId: null,
  category: null,
  text: null,
  memberId: null,
  unitId: null,
  level: null,
  severity: null,
  after: null,
} as const;

/** What a list of cases is asked for, as the store takes it: every part of it counts, or is refused. */
export function caseQuestion(
  { colour, bbox, reportedFrom, reportedTo, ...query }: CaseListQuery,
  { jurisdiction, now }: { readonly jurisdiction: Jurisdiction; readonly now: Date },
): CaseQuery {
  if (reportedTo !== undefined && reportedTo <= (reportedFrom ?? -1))
    throw invalid("reportedTo", "must be after reportedFrom");
  return {
    ...ANY,
    ...query,
    jurisdiction,
    colour: colour === undefined ? null : { name: colour, at: now },
    bbox: bbox === undefined ? null : boxFrom(bbox),
    reportedFrom: reportedFrom === undefined ? null : new Date(reportedFrom),
    reportedTo: reportedTo === undefined ? null : new Date(reportedTo),
  };
}

function boxFrom(text: string): Bbox {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = text.split(",").map(Number);
  const isBox = -180 <= west && west < east && east <= 180;
  if (!isBox || !(-90 <= south && south < north && north <= 90))
    throw invalid("bbox", "must be west,south,east,north in degrees");
  return [west, south, east, north];
}

const invalid = (key: string, reason: string): Problem =>
  new Problem({ code: "request.invalid", place: `querystring/${key}`, reason });
