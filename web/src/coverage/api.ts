import type { CoverageDefinition } from "@onegrid/core/coverage";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import type { CoverageProgress } from "@onegrid/core/coverage/progress-contract";
import type { BuildingCoverageReply, CoverageReply } from "@onegrid/core/coverage/contract";
import type { LiveNetworkBody, LiveStart } from "@onegrid/core/coverage/live-contract";
import type { MultiPolygon } from "@onegrid/core/geometry";
import type { GatesReply, GateVerdictBody } from "@onegrid/core/coverage/gate-contract";
import type { QualityReply } from "@onegrid/core/coverage/quality-contract";
import type {
  NewScenarioBody,
  SaveScenarioBody,
  ScenarioReply,
  ScenariosReply,
} from "@onegrid/core/coverage/scenario-contract";
import { addressOf, route } from "../api.ts";

interface RingsReply {
  readonly features: readonly {
    readonly properties: { readonly definition: CoverageDefinition };
    readonly geometry: MultiPolygon;
  }[];
}

export const getCoverage = route<undefined, CoverageReply>()("GET", "/api/coverage");

/** What is being done for the question while its answer is waited for. */
export const getProgress = route<undefined, CoverageProgress>()("GET", "/api/coverage/progress");

export const getPolygon = route<undefined, { readonly geometry: MultiPolygon }>()(
  "GET",
  "/api/coverage/:key/isochrone",
);

/** Nested rings, the smallest first, each under its own definition. */
export const getRings = route<undefined, RingsReply>()("GET", "/api/coverage/:key/rings");

export const getBuilding = route<undefined, BuildingCoverageReply>()(
  "GET",
  "/api/coverage/:key/buildings/:id",
);

export const getLiveStart = route<undefined, LiveStart>()("GET", "/api/coverage/:key/live");

/** The region's walking network, for `decodeNetwork`. */
export const getLiveNetwork = route<undefined, ArrayBuffer>()(
  "GET",
  "/api/coverage/:key/live/network",
);

/** The same with ways and gates that are only supposed. */
export const getSupposedNetwork = route<LiveNetworkBody, ArrayBuffer>()(
  "POST",
  "/api/coverage/:key/live/network",
);

/** Whom each candidate for a station would cover. */
export const getSiting = route<undefined, SitingDemand>()("GET", "/api/coverage/:key/siting");

export const csvAddress = (key: string): string =>
  addressOf("/api/coverage/:key/buildings.csv", { key });

export const listScenarios = route<undefined, ScenariosReply>()("GET", "/api/coverage/scenarios");
export const createScenario = route<NewScenarioBody, ScenarioReply>()(
  "POST",
  "/api/coverage/scenarios",
);
export const saveScenario = route<SaveScenarioBody, ScenarioReply>()(
  "PUT",
  "/api/coverage/scenarios/:id",
);
export const deleteScenario = route<undefined, null>()("DELETE", "/api/coverage/scenarios/:id");

export const getQuality = route<undefined, QualityReply>()("GET", "/api/coverage/:key/quality");

export const getGates = route<undefined, GatesReply>()("GET", "/api/coverage/:key/gates");
export const judgeGate = route<GateVerdictBody, null>()("POST", "/api/coverage/gates/verdicts");
