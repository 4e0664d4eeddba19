/** What the address of the emergency page says: where, as it was drawn on the map. */
export interface EmergencySearch {
  /** As `ringWord` writes it. */
  readonly ring?: string;
}

/** 499 corners, each by two numbers that are as long as they ever get. */
const LONGEST = 9_000;

export const readEmergencySearch = ({ ring }: Record<string, unknown>): EmergencySearch =>
  typeof ring === "string" && ring !== "" && ring.length <= LONGEST ? { ring } : {};
