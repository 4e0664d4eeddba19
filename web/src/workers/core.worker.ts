import { expose } from "comlink";
import { divisionWork } from "../division/session/division-work.ts";

/** Everything the page may ask of the worker; nothing else of `core` is reachable from outside. */
const allowed = { ...divisionWork };
export type CoreWorker = typeof allowed;

expose(allowed);
