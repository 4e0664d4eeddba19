import {
  isOpenIn,
  parseMoment,
  parseOpeningHours,
  slotOf,
  type CoverageDefinition,
  type Moment,
} from "@onegrid/core/coverage";
import { CHINA_CALENDAR } from "@onegrid/core/dispatch";
import { readHours } from "@onegrid/core/ingest";
import { CommandProblem, EXIT } from "../command-problem.ts";
import { textOf } from "../divide/read-layer.ts";
import { inWords, say } from "../terminal.ts";
import type { StationInFile } from "./read-places.ts";

export interface StationChoiceArgs {
  readonly at?: string | undefined;
  readonly kind?: string | undefined;
  readonly service?: string | undefined;
}

export interface ChosenStations {
  readonly stations: readonly StationInFile[];
  /** The parts of the definition that chose them. */
  readonly definition: Pick<CoverageDefinition, "moment" | "kinds" | "service">;
}

/** The stations of a file that count: of the kinds, with the service, open at the hour. */
export function chooseStations(
  path: string,
  all: readonly StationInFile[],
  args: StationChoiceArgs,
): ChosenStations {
  const moment = momentOf(args.at);
  const kinds = args.kind?.split(",").map((kind) => kind.trim());
  const { service } = args;
  const offered = all.filter(
    ({ properties }) =>
      (kinds === undefined || kinds.includes(textOf(properties["kind"]))) &&
      (service === undefined || servicesOf(properties["services"]).includes(service)),
  );
  if (offered.length === 0) throw nobodyOffers(path, args);
  return {
    stations: moment === undefined ? offered : openAt(path, offered, moment),
    definition: {
      ...(moment === undefined ? {} : { moment }),
      ...(kinds === undefined ? {} : { kinds }),
      ...(service === undefined ? {} : { service }),
    },
  };
}

function momentOf(at: string | undefined): Moment | undefined {
  if (at === undefined) return undefined;
  const moment = parseMoment(at, CHINA_CALENDAR.days);
  if (moment.ok) return moment.value;
  throw new CommandProblem(
    [
      {
        code: moment.error.code,
        object: `--at ${at}`,
        place: "",
        reason: ["这不是可用的时段。", "That is no hour."],
        advice: [
          "请写成“周二 20:00”、“节假日 10:00”或“2026-10-01 10:00”。",
          "Write “Tue 20:00”, “holiday 10:00” or “2026-10-01 10:00”.",
        ],
      },
    ],
    EXIT.badUsage,
  );
}

/** Those whose hours are unknown count at no stated hour, and are told. */
function openAt(
  path: string,
  stations: readonly StationInFile[],
  moment: Moment,
): readonly StationInFile[] {
  const slot = slotOf(moment);
  const unknown: string[] = [];
  const open = stations.filter(({ id, properties }) => {
    const text = textOf(properties["hours"] ?? properties["opening_hours"]);
    const slots = parseOpeningHours(readHours(text) ?? text);
    if (!slots.ok) unknown.push(id);
    return slots.ok && isOpenIn(slots.value, slot);
  });
  if (unknown.length > 0) {
    const some = unknown.slice(0, 5).join(inWords("、", ", "));
    say(
      `注意：${path} 中 ${unknown.length} 个站点开放时间未知，不计入：${some}`,
      `Warning: ${unknown.length} stations of ${path} have unknown hours and do not count: ${some}`,
    );
  }
  return open;
}

/** A list in GeoJSON, or one text with marks between. */
const servicesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(textOf) : textOf(value).split(/[;；、,，|/]/)).map((service) =>
    service.trim(),
  );

function nobodyOffers(path: string, { kind, service }: StationChoiceArgs): CommandProblem {
  const asked = [kind && `--kind ${kind}`, service && `--service ${service}`];
  return new CommandProblem([
    {
      code: "coverage.no-stations",
      object: asked.filter(Boolean).join(" "),
      place: path,
      reason: ["没有这类站点或服务。", "No station is of that kind or offers that service."],
      advice: [
        "请核对文件中的 kind 和 services 字段。",
        "Look at the fields kind and services of the file.",
      ],
    },
  ]);
}
