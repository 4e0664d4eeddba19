import { dayOfIso, isoOfDay } from "../../civil-day.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { EpochMs, Severity } from "../model/model.ts";
import type { WarningProblem } from "../warnings-contract.ts";
import { readArea, type WarningArea } from "./warning-area.ts";

/** An element of a message: its name without a prefix, its text, and what is in it. */
export interface CapNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly CapNode[];
}

/** What names a message of CAP 1.2. */
export interface CapReference {
  readonly sender: string;
  readonly identifier: string;
}

const URGENCIES = ["immediate", "expected", "future", "past", "unknown"] as const;
const CERTAINTIES = ["observed", "likely", "possible", "unlikely", "unknown"] as const;

/** A warning (预警) out of a message of CAP 1.2. */
export interface CapWarning extends CapReference {
  readonly kind: "warning";
  readonly sentAt: EpochMs;
  /** 演练 and tests are kept and shown as such; they raise nothing. */
  readonly status: "actual" | "exercise" | "test";
  readonly event: string;
  readonly headline: string;
  readonly urgency: (typeof URGENCIES)[number];
  readonly severity: Severity;
  readonly certainty: (typeof CERTAINTIES)[number];
  readonly effectiveAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly area: WarningArea;
  /** Messages that it takes the place of. */
  readonly replaces: readonly CapReference[];
}

/** A message that ends others (Cancel). */
export interface CapEnd extends CapReference {
  readonly kind: "end";
  readonly ends: readonly CapReference[];
}

/** Left out, it is for whoever receives a message to say how long it holds. A start value. */
const DAY_MS = 24 * 3_600_000;
const USUAL_MS = DAY_MS;
const LONGEST_MS = 30 * DAY_MS;
const LONGEST_TEXT = 500;

type Read<T> = Result<T, WarningProblem>;
const bad = (element: string): Result<never, WarningProblem> =>
  fail({ code: "dispatch.warning-element", element });

const textOf = ({ children }: CapNode, name: string): string =>
  children.find((child) => child.name === name)?.text.trim() ?? "";
const wordsOf = (node: CapNode, name: string): string =>
  textOf(node, name).replaceAll(/\s+/g, " ").slice(0, LONGEST_TEXT);

/** CAP wants an offset, `-00:00` for none and never `Z`; `Z` is taken all the same. */
const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:([+-])(\d\d):(\d\d)|Z)$/;
function momentOf(text: string): EpochMs | null {
  const [, day = "", ...parts] = MOMENT.exec(text) ?? [];
  if (day === "" || isoOfDay(dayOfIso(day)) !== day) return null;
  const [hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const ahead = minutesAhead(parts[3], parts.slice(4));
  return dayOfIso(day) * DAY_MS + ((hour * 60 + minute - ahead) * 60 + second) * 1000;
}

/** Of local time; the letter Z has no sign. */
function minutesAhead(sign: string | undefined, parts: readonly string[]): number {
  if (sign === undefined) return 0;
  const [hours = 0, minutes = 0] = parts.map(Number);
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** No spaces, commas or signs of XML, so that it can stand in a list of references. */
const isName = (text: string): boolean => /^[^\s,<&]{1,200}$/.test(text);

function referencesIn(text: string): CapReference[] | null {
  const found = text.split(/\s+/).filter(Boolean);
  const read = found.map((each) => each.split(","));
  if (read.length > 100 || read.some((parts) => parts.length !== 3)) return null;
  return read.map(([sender = "", identifier = ""]) => ({ sender, identifier }));
}

/** Reads a message of CAP 1.2; what it cannot be taken for is named by its element. */
export function readCap(alert: CapNode): Read<CapWarning | CapEnd> {
  const [sender, identifier] = [textOf(alert, "sender"), textOf(alert, "identifier")];
  if (alert.name !== "alert") return bad("alert");
  if (!isName(sender)) return bad("sender");
  if (!isName(identifier)) return bad("identifier");
  const references = referencesIn(textOf(alert, "references"));
  if (references === null) return bad("references");
  const kind = textOf(alert, "msgType");
  const name = { sender, identifier };
  if (kind === "Cancel")
    return references.length === 0
      ? bad("references")
      : ok({ kind: "end", ...name, ends: references });
  if (kind !== "Alert" && kind !== "Update")
    return fail({ code: "dispatch.warning-kind", kind: kind.slice(0, 40) });
  return readWarning(alert, { ...name, replaces: kind === "Update" ? references : [] });
}

function readWarning(
  alert: CapNode,
  named: Pick<CapWarning, "sender" | "identifier" | "replaces">,
): Read<CapWarning> {
  const status = oneOf(["actual", "exercise", "test"] as const, textOf(alert, "status"));
  const sentAt = momentOf(textOf(alert, "sent"));
  const info = infoIn(alert);
  if (status === null)
    return fail({ code: "dispatch.warning-kind", kind: textOf(alert, "status").slice(0, 40) });
  if (sentAt === null) return bad("sent");
  if (info === undefined) return bad("info");
  const area = readArea(info.children.filter(({ name }) => name === "area"));
  if (!area.ok) return area;
  const times = timesIn(info, sentAt);
  if (!times.ok) return times;
  const grade = gradeIn(info);
  if (!grade.ok) return grade;
  const event = wordsOf(info, "event");
  if (event === "") return bad("event");
  const headline = wordsOf(info, "headline") || event;
  const rest = { ...named, ...times.value, ...grade.value, status, sentAt, event, headline };
  return ok({ kind: "warning", ...rest, area: area.value });
}

/** In several languages the same is said several times: Chinese first, else what comes first. */
function infoIn({ children }: CapNode): CapNode | undefined {
  const infos = children.filter(({ name }) => name === "info");
  return infos.find((info) => textOf(info, "language").startsWith("zh")) ?? infos[0];
}

function timesIn(
  info: CapNode,
  sentAt: EpochMs,
): Read<Pick<CapWarning, "effectiveAt" | "expiresAt">> {
  const [effective, expires] = [textOf(info, "effective"), textOf(info, "expires")];
  const effectiveAt = effective === "" ? sentAt : momentOf(effective);
  if (effectiveAt === null) return bad("effective");
  const expiresAt = expires === "" ? effectiveAt + USUAL_MS : momentOf(expires);
  const isOdd = expiresAt === null || expiresAt <= effectiveAt;
  if (isOdd || expiresAt - effectiveAt > LONGEST_MS) return bad("expires");
  return ok({ effectiveAt, expiresAt });
}

function gradeIn(info: CapNode): Read<Pick<CapWarning, "urgency" | "severity" | "certainty">> {
  const urgency = oneOf(URGENCIES, textOf(info, "urgency"));
  const severity = oneOf(
    ["extreme", "severe", "moderate", "minor", "unknown"] as const,
    textOf(info, "severity"),
  );
  // A word of CAP 1.0 that is still met.
  const certain = textOf(info, "certainty").replace("Very Likely", "Likely");
  const certainty = oneOf(CERTAINTIES, certain);
  if (urgency === null) return bad("urgency");
  if (severity === null) return bad("severity");
  return certainty === null ? bad("certainty") : ok({ urgency, severity, certainty });
}

const oneOf = <T extends string>(words: readonly T[], text: string): T | null =>
  words.find((word) => word === text.toLowerCase()) ?? null;
