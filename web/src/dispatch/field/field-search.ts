const VIEWS = ["tasks", "report", "grid", "outbox"] as const;
export type FieldView = (typeof VIEWS)[number];

/** What the address of the phone page holds: the way back is the phone's own. */
export interface FieldSearch {
  readonly view?: FieldView;
  readonly case?: string;
  /** A refused report that is to be changed. */
  readonly entry?: string;
}

export function readFieldSearch(raw: Record<string, unknown>): FieldSearch {
  const view = VIEWS.find((each) => each === raw["view"]);
  const { case: id, entry } = raw;
  return {
    ...(view === undefined ? {} : { view }),
    ...(isId(id) ? { case: id } : {}),
    ...(isId(entry) ? { entry } : {}),
  };
}

const isId = (id: unknown): id is string => typeof id === "string" && id.length <= 64;
