import type { Category } from "../rules/categories.ts";
import type { Case, CaseLevel, EpochMs } from "../model/model.ts";
import type { Duty } from "../people/roles.ts";

/** Who commands. A duty is the one in force that the server found for this verb. */
export type CommandActor =
  | { readonly kind: "system" }
  | {
      readonly kind: "member";
      readonly id: string;
      readonly unitId: string | null;
      /** The person whose duty was delegated. */
      readonly onBehalfOf: string | null;
      readonly duty: Duty;
    };

/** Numbers that a city sets for itself; all are start values. */
export interface DispatchPolicy {
  /** How near a verifier has to be to verify without a reason. */
  readonly verifyRadiusMetres: number;
  /** After so many returns the territory (属地) decides. */
  readonly maxReturns: number;
  readonly unmergeHours: number;
  readonly parkMaxDays: number;
  readonly reopenDays: number;
  /** Level of the duty that may grant a second extension (分管领导). */
  readonly secondExtensionLevel: CaseLevel;
}

export const DEFAULT_POLICY: DispatchPolicy = {
  verifyRadiusMetres: 200,
  maxReturns: 2,
  unmergeHours: 24,
  parkMaxDays: 90,
  reopenDays: 15,
  secondExtensionLevel: "district",
};

/** Everything a decision reads besides the case. */
export interface DecideContext {
  readonly caseId: string;
  /** Server time of the command. */
  readonly at: EpochMs;
  readonly actor: CommandActor;
  /** Class of the case, for `report` of the reported one. */
  readonly category: Category;
  readonly policy: DispatchPolicy;
  /** For `merge`: the other case and its class. */
  readonly target?: { readonly case: Case; readonly category: Category } | undefined;
  /** For `dispatch`: units whose duty list (责任清单) has the class here; `null` skips the check. */
  readonly responsibleUnitIds: readonly string[] | null;
  /** For `dispatch`: who takes what nobody owns (兜底). */
  readonly fallbackUnitId: string | null;
}
