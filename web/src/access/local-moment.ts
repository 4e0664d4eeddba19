import { DISTRICT_ZONE } from "../i18n/days.ts";
import { currentLanguage } from "../i18n/index.ts";

/** A moment in the district's time, in words. */
export const momentText = (iso: string): string =>
  new Date(iso).toLocaleString(currentLanguage(), {
    timeZone: DISTRICT_ZONE,
    dateStyle: "medium",
    timeStyle: "short",
  });

/** `2026-11-22T08:30` in the district, for a field of a form. */
export const fieldOfMoment = (time: Date): string =>
  time
    .toLocaleString("sv-SE", {
      timeZone: DISTRICT_ZONE,
      dateStyle: "short",
      timeStyle: "short",
    })
    .replace(" ", "T");

/** The moment that a field says; the district has no summer time. */
export const momentOfField = (field: string): string => new Date(`${field}:00+08:00`).toISOString();
