import type {
  ChangePasswordBody,
  HandedPassword,
  Me,
  NewPersonBody,
  PeopleReply,
  PersonReply,
  SessionsReply,
  SetUpBody,
  SetUpState,
} from "@onegrid/core/access/contract";
import type { DutiesBody, DutiesPreview, DutiesWish } from "@onegrid/core/access/preview-contract";
import { route } from "../api.ts";

export const getSetUp = route<undefined, SetUpState>()("GET", "/api/access/set-up");
export const postSetUp = route<SetUpBody, Me>()("POST", "/api/access/set-up");
export const postPassword = route<ChangePasswordBody>()("POST", "/api/access/password");
export const getSessions = route<undefined, SessionsReply>()("GET", "/api/access/sessions");
/** `others` as the id: every session but this one. */
export const deleteSession = route()("DELETE", "/api/access/sessions/:id");
export const getPeople = route<undefined, PeopleReply>()("GET", "/api/access/people");
export const postPerson = route<NewPersonBody, HandedPassword>()("POST", "/api/access/people");
export const putDuties = route<DutiesBody, PersonReply>()("PUT", "/api/access/people/:id/duties");
export const postDutiesPreview = route<DutiesWish, DutiesPreview>()(
  "POST",
  "/api/access/people/:id/duties/preview",
);
export const postHandedPassword = route<undefined, HandedPassword>()(
  "POST",
  "/api/access/people/:id/password",
);
export const postClose = route<undefined, PersonReply>()("POST", "/api/access/people/:id/close");
export const postReopen = route<undefined, PersonReply>()("POST", "/api/access/people/:id/reopen");
