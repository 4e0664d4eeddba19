import {
  DEFAULT_CONTACT_KEEPING,
  LONGEST_CONTACT_DAYS,
  type ContactKeeping,
} from "@onegrid/core/access";
import type { ConfigFault } from "./config.ts";

type Read = (name: string) => string | undefined;

const AFTER_END = "ONEGRID_CONTACT_DAYS_AFTER_END";
const AFTER_REPORT = "ONEGRID_CONTACT_DAYS_AFTER_REPORT";
const PUBLIC_STATISTICS = "ONEGRID_PUBLIC_STATISTICS";

export interface PrivacyConfig {
  /** How long the reporters' contacts are kept. */
  readonly contactKeeping: ContactKeeping;
  /** Whether anybody may see the figures of past months. */
  readonly hasPublicStatistics: boolean;
}

/** What is kept of people, and what everybody sees. */
export function readPrivacy(read: Read): {
  readonly privacy: PrivacyConfig;
  readonly faults: readonly ConfigFault[];
} {
  const publicStatistics = read(PUBLIC_STATISTICS) ?? "off";
  const days = { afterEnd: read(AFTER_END), afterReport: read(AFTER_REPORT) };
  return {
    privacy: {
      contactKeeping: {
        daysAfterEnd: Number(days.afterEnd ?? DEFAULT_CONTACT_KEEPING.daysAfterEnd),
        daysAfterReport: Number(days.afterReport ?? DEFAULT_CONTACT_KEEPING.daysAfterReport),
      },
      hasPublicStatistics: publicStatistics === "on",
    },
    faults: [
      ...daysFaults(AFTER_END, days.afterEnd),
      ...daysFaults(AFTER_REPORT, days.afterReport),
      ...switchFaults(PUBLIC_STATISTICS, publicStatistics),
    ],
  };
}

function daysFaults(variable: string, value: string | undefined): ConfigFault[] {
  if (value === undefined) return [];
  if (/^\d{1,3}$/.test(value) && Number(value) <= LONGEST_CONTACT_DAYS) return [];
  const zh = `${variable} 必须是 0 到 ${LONGEST_CONTACT_DAYS} 之间的整数（天）。`;
  const en = `${variable} must be a whole number of days from 0 to ${LONGEST_CONTACT_DAYS}.`;
  return [{ variable, value, zh, en }];
}

function switchFaults(variable: string, value: string): ConfigFault[] {
  if (value === "on" || value === "off") return [];
  const zh = `${variable} 必须是 on 或 off。`;
  const en = `${variable} must be on or off.`;
  return [{ variable, value, zh, en }];
}
