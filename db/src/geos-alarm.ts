import { errorCode } from "./system-error.ts";

/** A query whose geometry functions broke off: what it answered, or stored, cannot be trusted. */
export class GeosFailure extends Error {
  constructor(trace: string) {
    super(`the geometry engine broke off inside the database: ${trace}`);
    this.name = "GeosFailure";
  }
}

/**
 * The traces that a C++ exception leaves in PGlite when it is not turned into an error
 * (local-database/engine.ts does that; this is the second net). A server never says these.
 */
const TRACES = /still active|was not closed/;

export const isGeosTrace = (notice: string | undefined): notice is string =>
  notice !== undefined && TRACES.test(notice);

/** The unnamed portal vanishes under its owner when a statement breaks off half-way. */
export const isLostPortal = (error: unknown): error is Error =>
  error instanceof Error && errorCode(error) === "34000";

type Listener = (failure: GeosFailure) => void;
const listeners = new Set<Listener>();

/** Calls the listener for every failure on any connection of this process; answers how to stop that. */
export function onGeosFailure(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function reportGeosFailure(trace: string): GeosFailure {
  const failure = new GeosFailure(trace);
  for (const listener of listeners) listener(failure);
  return failure;
}
