import type {
  ContactBody,
  ContactReply,
  ContactStateReply,
} from "@onegrid/core/dispatch/contact-contract";
import { route } from "../../api.ts";

const url = "/api/cases/:id/contact";
export const getContact = route<undefined, ContactReply>()("GET", url);
export const putContact = route<ContactBody, ContactStateReply>()("PUT", url);
export const deleteContact = route<undefined, ContactStateReply>()("DELETE", url);
