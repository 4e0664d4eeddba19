import type {
  ColleaguesReply,
  DelegationReply,
  DelegationsReply,
  HandedKey,
  KeyReply,
  KeysReply,
  NewDelegationBody,
  NewKeyBody,
  RotateKeyBody,
} from "@onegrid/core/access/contract";
import type { NewRosterLine, RosterReply } from "@onegrid/core/dispatch/contract";
import { route } from "../api.ts";

export const getKeys = route<undefined, KeysReply>()("GET", "/api/access/keys");
export const postKey = route<NewKeyBody, HandedKey>()("POST", "/api/access/keys");
export const postRotateKey = route<RotateKeyBody, HandedKey>()(
  "POST",
  "/api/access/keys/:id/rotate",
);
export const postRevokeKey = route<undefined, KeyReply>()("POST", "/api/access/keys/:id/revoke");
export const postTakeKeyOver = route<undefined, KeyReply>()(
  "POST",
  "/api/access/keys/:id/take-over",
);

export const getDelegations = route<undefined, DelegationsReply>()(
  "GET",
  "/api/access/delegations",
);
export const getColleagues = route<undefined, ColleaguesReply>()(
  "GET",
  "/api/access/delegations/colleagues",
);
export const postDelegation = route<NewDelegationBody, DelegationReply>()(
  "POST",
  "/api/access/delegations",
);
export const postEndDelegation = route<undefined, DelegationReply>()(
  "POST",
  "/api/access/delegations/:id/end",
);

export const getRoster = route<undefined, RosterReply>()("GET", "/api/roster");
export const postRosterLine = route<NewRosterLine>()("POST", "/api/roster/lines");
export const deleteRosterLine = route()("DELETE", "/api/roster/lines/:id");
