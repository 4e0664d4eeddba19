import type { IncidentRecord } from "../ingest/index.ts";
import { dateOfDay, weekdayOf } from "../civil-day.ts";
import { localDay, readMoment, writeMoment } from "./civil-time.ts";
import type { LocalMoment } from "./civil-time.ts";
import { positionOf } from "./ground.ts";
import { HOUR_WEIGHTS, INCIDENT_KINDS, type IncidentKind, type Season } from "./incident-mix.ts";
import type { IncidentPlace } from "./model.ts";
import type { DemoOptions } from "./options.ts";
import { countOf, itemAt, randomFor, type Random } from "./random.ts";
import type { Survey } from "./survey.ts";

type Places = ReadonlyMap<IncidentPlace["kind"], readonly IncidentPlace[]>;

/** Monday first: the week's rhythm. */
const WEEKDAYS = [1.14, 1.08, 1.04, 1.03, 1.06, 0.86, 0.79] as const;
/** January first: fewer reports in the cold, more with open windows. */
const MONTHS = [0.88, 0.8, 0.95, 1, 1.06, 1.12, 1.16, 1.13, 1.04, 1, 0.94, 0.92] as const;
const CHINA_OFFSET_MINUTES = 480;
/** Share of reports that come without a usable place. */
const PLACELESS = 0.01;

/** A year of reports (or `incidentDays`), oldest first, up to the moment `until`. */
export function* incidentRecords(survey: Survey, options: DemoOptions): Generator<IncidentRecord> {
  // Whatever zone the caller writes in, the town lives by its own clocks.
  const until = { ...readMoment(options.until), offsetMinutes: CHINA_OFFSET_MINUTES };
  const places = placesByKind(survey);
  const lastDay = localDay(until);
  for (let day = lastDay - (options.incidentDays ?? 365); day <= lastDay; day++)
    yield* dayOfIncidents(survey, places, day, until);
}

function* dayOfIncidents(
  survey: Survey,
  places: Places,
  day: number,
  until: LocalMoment,
): Generator<IncidentRecord> {
  const { seed, settings } = survey.town;
  const random = randomFor(seed, 161, day);
  for (const [k, { kind, second }] of drawReports(
    settings.incidentsPerDay,
    day,
    random,
  ).entries()) {
    const epochSeconds = day * 86_400 - until.offsetMinutes * 60 + second;
    const report = makeReport(kind, places, random);
    if (epochSeconds > until.epochSeconds) return;
    const closing = closingMoment(kind, { ...until, epochSeconds }, random);
    yield {
      layer: "incidents",
      sourceId: `incident-${day}-${k}`,
      category: kind.category,
      description: report.text,
      address: report.place.address,
      reportedAt: writeMoment({ ...until, epochSeconds }),
      closedAt: closing.epochSeconds > until.epochSeconds ? null : writeMoment(closing),
      geometry: report.isPlaced
        ? { type: "Point", coordinates: positionOf(settings.centre, report.spot) }
        : null,
    };
  }
}

/** What is reported on a day, and at which second of it, in order. */
function drawReports(perDay: number, day: number, random: Random) {
  const { month } = dateOfDay(day);
  const weather = weatherOf(random, month);
  const rate = itemAt(WEEKDAYS, weekdayOf(day)) * itemAt(MONTHS, month - 1);
  const count = countOf(random, perDay * rate * (weather === "dry" ? 1 : 1.35));
  const weights = INCIDENT_KINDS.map(
    (kind) => [kind, kind.weight * SEASON_FACTORS[kind.season](month, weather)] as const,
  );
  const reports = Array.from({ length: count }, () => {
    const kind = random.weighted(weights);
    const hour = random.weighted(HOUR_WEIGHTS[kind.hours].map((weight, each) => [each, weight]));
    return { kind, second: hour * 3600 + random.whole(0, 3599) };
  });
  return reports.toSorted((a, b) => a.second - b.second);
}

function placesByKind({ communities }: Survey): Places {
  const places = new Map<IncidentPlace["kind"], IncidentPlace[]>();
  const parts = communities.flatMap((community) => community.parts);
  for (const place of parts.flatMap((part) => part.places)) {
    const list = places.get(place.kind);
    if (list) list.push(place);
    else places.set(place.kind, [place]);
  }
  return places;
}

function makeReport(kind: IncidentKind, places: Places, random: Random) {
  const wanted = kind.places.filter((each) => places.has(each));
  const list = places.get(wanted.length > 0 ? random.pick(wanted) : "street") ?? [];
  // Places are not equal: the power makes some of them hot spots, spread over the town by the stride.
  const rank = Math.floor(list.length * random.next() ** 1.6);
  const place = itemAt(list, (rank * 7919) % list.length);
  const [x, y] = place.spot;
  const spot = [x + random.between(-1.5, 1.5), y + random.between(-1.5, 1.5)] as const;
  return { place, spot, text: random.pick(kind.texts), isPlaced: !random.chance(PLACELESS) };
}

/** Closing times are skewed: most near the median, some far beyond. A few cases stay open for good. */
function closingMoment(kind: IncidentKind, reported: LocalMoment, random: Random): LocalMoment {
  const bell = random.next() + random.next() + random.next() + random.next() - 2;
  const hours = kind.closeHours * Math.exp(1.5 * bell);
  const seconds = random.chance(0.008) ? Infinity : Math.max(900, Math.round(hours * 3600));
  return { ...reported, epochSeconds: reported.epochSeconds + seconds };
}

type Weather = "dry" | "rain" | "snow";

function weatherOf(random: Random, month: number): Weather {
  const isWinter = month === 12 || month <= 2;
  const isSummer = month >= 6 && month <= 8;
  if (random.chance(isWinter ? 0.16 : isSummer ? 0.22 : 0.08)) return isWinter ? "snow" : "rain";
  return "dry";
}

const isSummer = (month: number): boolean => month >= 5 && month <= 9;
const isWinter = (month: number): boolean => month >= 11 || month <= 3;

const SEASON_FACTORS: Readonly<Record<Season, (month: number, weather: Weather) => number>> = {
  all: () => 1,
  summer: (month) => (isSummer(month) ? 1.7 : isWinter(month) ? 0.35 : 0.8),
  winter: (month) => (isWinter(month) ? 2 : 0.4),
  autumn: (month) => (month >= 9 && month <= 11 ? 2.2 : 0.7),
  snow: (_, weather) => (weather === "snow" ? 60 : 0),
  rain: (_, weather) => (weather === "rain" ? 25 : 0.2),
};
