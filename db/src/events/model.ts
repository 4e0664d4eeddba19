import type { EventKind } from "@onegrid/core/access";

/** Something that happened, as `append` takes it. */
export interface NewEvent {
  readonly kind: EventKind;
  /** The id of what it happened to. */
  readonly subject: string;
  /** Ids of areas from the root down: who may see the area may see the event. */
  readonly scopePath: readonly string[];
  /** Plain JSON. */
  readonly payload: unknown;
}

export interface StoredEvent extends Omit<NewEvent, "kind"> {
  /** Maybe one that another version of the program wrote. */
  readonly kind: string;
  /** 1, 2, 3 …: in the order of commits, without gaps. */
  readonly position: number;
  readonly at: Date;
}

/** Where the log ends. Another `epoch`: another log, in which a position kept from before means nothing. */
export interface Head {
  readonly position: number;
  readonly epoch: string;
}
