import type { Me, PersonReply } from "@onegrid/core/access/contract";
import type {
  CodeBody,
  CodeDue,
  EnrolmentReply,
  FactorReply,
  ProofBody,
  RecoveryCodesReply,
} from "@onegrid/core/access/second-factor-contract";
import type {
  SsoAllowedBody,
  SsoFinishBody,
  SsoStart,
  SsoState,
} from "@onegrid/core/access/single-sign-on-contract";
import { route } from "../api.ts";

/** Somebody is in, or a code has to follow. */
export type Entered = Me | CodeDue;
export const isCodeDue = (entered: Entered): entered is CodeDue => "isCodeDue" in entered;

export const postCode = route<CodeBody, Me>()("POST", "/api/access/sign-in/code");
export const getFactor = route<undefined, FactorReply>()("GET", "/api/access/factor");
export const postEnrolment = route<ProofBody, EnrolmentReply>()(
  "POST",
  "/api/access/factor/enrolment",
);
export const postConfirm = route<CodeBody, RecoveryCodesReply>()(
  "POST",
  "/api/access/factor/confirm",
);
export const postRecoveryCodes = route<ProofBody, RecoveryCodesReply>()(
  "POST",
  "/api/access/factor/recovery-codes",
);
export const postFactorOff = route<ProofBody>()("POST", "/api/access/factor/off");
export const postFactorReset = route<undefined, PersonReply>()(
  "POST",
  "/api/access/people/:id/factor-reset",
);

export const getSso = route<undefined, SsoState>()("GET", "/api/access/sso");
export const postSsoStart = route<undefined, SsoStart>()("POST", "/api/access/sso/start");
export const postSsoFinish = route<SsoFinishBody, Entered>()("POST", "/api/access/sso/finish");
export const putSso = route<SsoAllowedBody, PersonReply>()("PUT", "/api/access/people/:id/sso");
