import type {
  StaffCommitBody,
  StaffListReply,
  StaffPlanBody,
  StaffPlanReply,
} from "@onegrid/core/access/staff-contract";
import { call, route } from "../api.ts";

const postList = route<FormData, StaffListReply>()("POST", "/api/access/staff");
export const getList = route<undefined, StaffListReply>()("GET", "/api/access/staff/:id");
export const postPlan = route<StaffPlanBody, StaffPlanReply>()(
  "POST",
  "/api/access/staff/:id/plan",
);
export const postCommit = route<StaffCommitBody, StaffListReply>()(
  "POST",
  "/api/access/staff/:id/commit",
);

export function sendList(file: File): Promise<StaffListReply> {
  const body = new FormData();
  body.append("file", file, file.name);
  return call(postList, { body });
}

/** Fetches the passwords and gives them to the browser as a file; they cannot be fetched again. */
export async function downloadPasswords(id: string): Promise<void> {
  const reply = await fetch(`/api/access/staff/${encodeURIComponent(id)}/passwords`, {
    method: "POST",
    headers: { "x-onegrid": "1", "accept-language": document.documentElement.lang },
  });
  if (!reply.ok) throw new Error(`the passwords were not handed out: ${reply.status}`);
  const address = URL.createObjectURL(await reply.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = "onegrid-passwords.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
