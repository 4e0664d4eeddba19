/** Something that happened, as `append` takes it. */
export interface NewEvent {
  /** `capability.what-happened`, such as `dispatch.case-opened`. */
  readonly kind: string;
  /** The id of what it happened to. */
  readonly subject: string;
  /** Ids of areas from the root down: who may see the area may see the event. */
  readonly scopePath: readonly string[];
  /** Plain JSON. */
  readonly payload: unknown;
}

export interface StoredEvent extends NewEvent {
  /** 1, 2, 3 …: in the order of commits, without gaps. */
  readonly position: number;
  readonly at: Date;
}

/** Where the log ends. Another `epoch`: another log, in which a position kept from before means nothing. */
export interface Head {
  readonly position: number;
  readonly epoch: string;
}
