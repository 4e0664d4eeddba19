import type { Position } from "../../geometry/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { Category } from "../rules/categories.ts";
import type { Deadline } from "../clocks/deadlines.ts";
import { categoryLabel, inLanguage, type Language } from "../machine/labels.ts";
import { CASE_STATES, type Case, type CaseState, type EpochMs } from "../model/model.ts";
import type {
  Open311Query,
  Open311Report,
  Open311Request,
  Open311Service,
} from "../open311-contract.ts";
import { momentText, readMoment } from "./open311-moment.ts";
import { STATE_TABLE } from "../machine/transitions.ts";

const OPEN311_STATUSES = ["open", "closed"] as const;
export type Open311Status = (typeof OPEN311_STATUSES)[number];

/** The states that Open311 calls open or closed; a draft (草稿) is neither and never shown. */
export const open311StatesOf = (statuses: readonly Open311Status[]): CaseState[] =>
  CASE_STATES.filter((state) => {
    const { open311 } = STATE_TABLE[state];
    return open311 !== null && statuses.includes(open311);
  });

/** A class of cases as a service; grouped by its major (大类). */
export const open311Service = (category: Category, language: Language): Open311Service => ({
  service_code: category.id,
  service_name: inLanguage(category.name, language),
  description: inLanguage(categoryLabel(category), language),
  metadata: false,
  type: "realtime",
  keywords: category.keywords.join(", "),
  group: inLanguage(category.major, language),
});

interface Told {
  readonly number: string;
  readonly category: Category | undefined;
  /** Name of the unit (承办单位) that has it; `null`: nobody yet, or a person alone. */
  readonly unitName: string | null;
  readonly deadlines: readonly Deadline[];
  readonly language: Language;
}

/** A case as a service request; `null` for a draft. Nothing of any person is in it. */
export function open311Request(folded: Case, told: Told): Open311Request | null {
  const status = STATE_TABLE[folded.state].open311;
  if (status === null) return null;
  const { number, category, unitName, deadlines, language } = told;
  const [long, lat] = folded.place.position ?? [null, null];
  return {
    service_request_id: number,
    status,
    status_notes: folded.state,
    service_name: category ? inLanguage(category.name, language) : folded.categoryId,
    service_code: folded.categoryId,
    description: folded.description,
    agency_responsible: unitName,
    service_notice: null,
    requested_datetime: momentText(folded.reportedAt),
    updated_datetime: momentText(folded.updatedAt),
    expected_datetime: expectedText(deadlines),
    address: folded.place.address,
    address_id: null,
    zipcode: null,
    lat,
    long,
    media_url: null,
  };
}

/** The last milestone of the total clock (总时限). */
function expectedText(deadlines: readonly Deadline[]): string | null {
  const due = deadlines.flatMap(({ clock, dueAt }) =>
    clock === "total" && dueAt !== null ? [dueAt] : [],
  );
  return due.length === 0 ? null : momentText(Math.max(...due));
}

const DAY_MS = 86_400_000;
/** The longest span that one question may have; GeoReport's own default. */
const OPEN311_MOST_DAYS = 90;
const MOST_REQUESTS = 1000;
const MOST_IDS = 100;

/** What a list of requests is asked for. With `numbers` nothing else narrows it: that is the standard. */
export interface Open311Wanted {
  readonly numbers: readonly string[] | null;
  readonly states: readonly CaseState[];
  readonly categoryIds: readonly string[] | null;
  /** Moment of the report, from and up to; both belong to it. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly limit: number;
  readonly offset: number;
}

/** Which parameter cannot be read, and what it should be. */
export interface Open311QueryFault {
  readonly place: string;
  readonly reason: string;
}

/** Reads the parameters of a list; without dates it is the last 90 days up to `now`. */
export function readOpen311Query(
  query: Open311Query,
  now: EpochMs,
): Result<Open311Wanted, Open311QueryFault> {
  const numbers = listOf(query.service_request_id);
  const statuses = listOf(query.status) ?? OPEN311_STATUSES;
  const known = OPEN311_STATUSES.filter((status) => statuses.includes(status));
  const size = readCount(query.page_size, MOST_REQUESTS);
  const page = readCount(query.page, 1);
  const period = readPeriod(query, now);
  if ((numbers?.length ?? 0) > MOST_IDS)
    return fault("service_request_id", `at most ${MOST_IDS} ids`);
  if (statuses.some((status) => status !== "open" && status !== "closed"))
    return fault("status", "open, closed or both");
  if (size === null || size > MOST_REQUESTS)
    return fault("page_size", `a number from 1 to ${MOST_REQUESTS}`);
  if (page === null) return fault("page", "a number from 1");
  if (!period.ok) return period;
  return ok({
    numbers,
    states: open311StatesOf(known),
    categoryIds: listOf(query.service_code),
    ...period.value,
    limit: size,
    offset: (page - 1) * size,
  });
}

const fault = (place: string, reason: string) => fail<Open311QueryFault>({ place, reason });

type Period = Pick<Open311Wanted, "from" | "to">;

function readPeriod(
  { start_date, end_date }: Open311Query,
  now: EpochMs,
): Result<Period, Open311QueryFault> {
  const start = readMoment(start_date);
  const end = readMoment(end_date);
  if (start === null) return fault("start_date", MOMENT_FORM);
  if (end === null) return fault("end_date", MOMENT_FORM);
  const span = OPEN311_MOST_DAYS * DAY_MS;
  const to = end ?? (start === undefined ? now : start + span);
  const from = start ?? to - span;
  if (to < from) return fault("end_date", "not before start_date");
  if (to - from > span)
    return fault("end_date", `at most ${OPEN311_MOST_DAYS} days after start_date`);
  return ok({ from, to });
}

const MOMENT_FORM = "a moment with its zone, such as 2026-11-05T08:15:30+08:00";

/** Comma-separated; `null`: nothing was asked for. */
function listOf(said: string | undefined): string[] | null {
  const parts = (said ?? "").split(",").map((part) => part.trim());
  const named = parts.filter((part) => part !== "");
  return named.length === 0 ? null : named;
}

/** `null` is no count; without a word it is `usual`. */
function readCount(said: string | undefined, usual: number): number | null {
  const text = said?.trim() ?? "";
  if (text === "") return usual;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/**
 * Where a report says it is: `[lng, lat]`, or `null` when it names an address only. One of the two
 * numbers without the other, or a number that is nowhere, is a mistake of the sender.
 */
export function open311Position({
  lat = "",
  long = "",
}: Pick<Open311Report, "lat" | "long">): Result<Position | null, Open311QueryFault> {
  if (lat.trim() === "" && long.trim() === "") return ok(null);
  if (lat.trim() === "") return fault("lat", "long has been given without it");
  if (long.trim() === "") return fault("long", "lat has been given without it");
  const position = [Number(long), Number(lat)] as const;
  if (!(Math.abs(position[1]) <= 90)) return fault("lat", "degrees from -90 to 90");
  if (!(Math.abs(position[0]) <= 180)) return fault("long", "degrees from -180 to 180");
  return ok(position);
}
