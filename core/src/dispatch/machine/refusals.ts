import type { ClockName } from "../model/clock-intervals.ts";
import type {
  Assignee,
  CaseLevel,
  CaseState,
  EpochMs,
  EventVerb,
  HandlingStep,
  SupervisionLevel,
} from "../model/model.ts";
import type { ConsultationError } from "./consultation-refusals.ts";
import type { Denial } from "../people/roles.ts";

/** Why a command was refused, with the values that explain it. Nothing has changed then. */
export type DispatchError =
  | {
      readonly code: "dispatch.wrong-state";
      readonly verb: EventVerb;
      readonly state: CaseState;
      readonly allowed: readonly CaseState[];
    }
  | { readonly code: "dispatch.not-allowed"; readonly verb: EventVerb; readonly why: Denial }
  | { readonly code: "dispatch.same-signature"; readonly verb: EventVerb }
  | { readonly code: "dispatch.reason-required"; readonly verb: EventVerb }
  | { readonly code: "dispatch.case-exists"; readonly caseId: string }
  | { readonly code: "dispatch.no-place" }
  | { readonly code: "dispatch.no-assignee" }
  | { readonly code: "dispatch.not-assignee"; readonly assignee: Assignee | null }
  | { readonly code: "dispatch.not-verifier"; readonly verifier: Assignee | null }
  | { readonly code: "dispatch.verifier-is-reporter"; readonly reporterId: string }
  | {
      readonly code: "dispatch.too-far";
      readonly distanceMetres: number | null;
      readonly radiusMetres: number;
    }
  | { readonly code: "dispatch.standard-not-met"; readonly verb: EventVerb }
  | {
      readonly code: "dispatch.merge-target";
      readonly why: "missing" | "itself" | "not-open" | "other-family" | "cycle" | "rehearsal";
      readonly targetCaseId: string;
    }
  | {
      readonly code: "dispatch.too-late";
      readonly verb: EventVerb;
      readonly since: EpochMs;
      readonly until: EpochMs;
    }
  | {
      readonly code: "dispatch.unit-not-responsible";
      readonly unitId: string | null;
      readonly unitIds: readonly string[];
    }
  | {
      readonly code: "dispatch.territory-decides";
      readonly returns: number;
      readonly fallbackUnitId: string | null;
    }
  | {
      readonly code: "dispatch.returns-used-up";
      readonly returns: number;
      readonly maxReturns: number;
    }
  | {
      readonly code: "dispatch.step-back";
      readonly step: HandlingStep | null;
      readonly verb: EventVerb;
    }
  | {
      readonly code: "dispatch.photos-missing";
      readonly given: number;
      readonly required: number;
    }
  | { readonly code: "dispatch.fields-missing"; readonly fields: readonly string[] }
  | { readonly code: "dispatch.cooperation-open"; readonly cooperationIds: readonly string[] }
  | { readonly code: "dispatch.cooperation-unknown"; readonly cooperationId: string }
  | {
      readonly code: "dispatch.cooperation-step";
      readonly cooperationId: string;
      readonly state: string;
    }
  /** It is called to this case already, or has the case itself. */
  | { readonly code: "dispatch.already-called"; readonly unitId: string }
  | { readonly code: "dispatch.self-rating"; readonly unitId: string }
  | ConsultationError
  | {
      readonly code: "dispatch.review-date";
      readonly reviewAt: EpochMs;
      readonly latest: EpochMs;
    }
  | { readonly code: "dispatch.nothing-asked"; readonly verb: EventVerb }
  | { readonly code: "dispatch.already-asked"; readonly verb: EventVerb }
  | { readonly code: "dispatch.already-held"; readonly clock: ClockName }
  | { readonly code: "dispatch.not-held" }
  | { readonly code: "dispatch.total-not-holdable"; readonly categoryId: string }
  | {
      readonly code: "dispatch.level";
      readonly from: CaseLevel;
      readonly to: CaseLevel;
      readonly highest: CaseLevel;
    }
  | { readonly code: "dispatch.second-extension"; readonly needsLevel: CaseLevel }
  | { readonly code: "dispatch.supervision-role"; readonly supervision: SupervisionLevel }
  | { readonly code: "dispatch.already-rated" }
  /** It is meant already (转为实案). */
  | { readonly code: "dispatch.not-rehearsal" }
  | { readonly code: "dispatch.bad-number"; readonly field: string; readonly value: number };
