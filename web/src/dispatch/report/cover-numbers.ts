import { maskText, scanText } from "@onegrid/core/access";

const findings = (text: string) => scanText(text).filter(({ action }) => action !== "warn");

/** Whether a text holds numbers of people that may not stay in it. */
export const hasNumbers = (text: string): boolean => findings(text).length > 0;

/** The text with those numbers made unreadable. */
export const coverNumbers = (text: string): string => maskText(text, findings(text));
