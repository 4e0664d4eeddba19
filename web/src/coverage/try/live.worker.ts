import { expose } from "comlink";
import { liveWork } from "./live-work.ts";

export type LiveWorker = typeof liveWork;

expose(liveWork);
