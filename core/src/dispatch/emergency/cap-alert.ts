import type { Position } from "../../geometry/index.ts";
import type { EpochMs } from "../model/model.ts";
import { momentText } from "../open311/open311-moment.ts";
import type { ActivationKind } from "./emergency-limits.ts";

/** An activation (应急启动) as other systems are told of it; nobody is named. */
export interface AlertedActivation {
  readonly id: string;
  readonly kind: ActivationKind;
  readonly name: string;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  /** What was drawn, closed, `[lng, lat]`; `null` where areas were named. */
  readonly ring: readonly Position[] | null;
  /** Communities with their codes of division (区划代码). */
  readonly communities: readonly { readonly name: string; readonly code: string }[];
}

/** An element of CAP: its text, or what is in it, in the order that the schema wants. */
export type CapElement = readonly [name: string, content: string | readonly CapElement[]];

export const CAP_NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
const OFFSET_MS = 8 * 3_600_000;

/** `2026-11-23T09:00:00+08:00`: CAP wants an offset, never `Z`. */
export const capMoment = (at: EpochMs): string =>
  momentText(at + OFFSET_MS).replace(/Z$/, "+08:00");

/** The message of an activation: an Alert while it is on, a Cancel of it once it was stood down. */
export function capAlert(activation: AlertedActivation, sender: string): readonly CapElement[] {
  const { id, kind, endedAt, startedAt } = activation;
  const sent = capMoment(startedAt);
  const head: CapElement[] = [
    ["identifier", endedAt === null ? id : `${id}-cancel`],
    ["sender", sender],
    ["sent", endedAt === null ? sent : capMoment(endedAt)],
    ["status", kind === "exercise" ? "Exercise" : "Actual"],
    ["msgType", endedAt === null ? "Alert" : "Cancel"],
    ["scope", "Restricted"],
    ["restriction", "Authorities and bodies that take part"],
    ...(kind === "exercise" ? [["note", "演练，非真实警情 This is an exercise"] as const] : []),
    ...(endedAt === null ? [] : [["references", `${sender},${id},${sent}`] as const]),
  ];
  return [...head, ["info", infoOf(activation)]];
}

const infoOf = ({ name, kind, endedAt, ring, communities }: AlertedActivation): CapElement[] => [
  ["language", "zh-CN"],
  ["category", "Safety"],
  ["event", "启动应急预案"],
  ["responseType", endedAt === null ? "Execute" : "AllClear"],
  ["urgency", endedAt === null ? "Immediate" : "Past"],
  // How grave it is, an activation does not say.
  ["severity", "Unknown"],
  ["certainty", "Observed"],
  ["headline", kind === "exercise" ? `【演练】${name}` : name],
  [
    "area",
    [
      ["areaDesc", communities.map((each) => each.name).join("、")],
      // Latitude first, unlike everywhere else in the house.
      ...(ring === null
        ? []
        : [["polygon", ring.map(([lng, lat]) => `${lat},${lng}`).join(" ")] as const]),
      ...communities.map(({ code }): CapElement => [
        "geocode",
        [
          ["valueName", "区划代码"],
          ["value", code],
        ],
      ]),
    ],
  ],
];
