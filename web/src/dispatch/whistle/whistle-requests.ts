import type { CallsReply, DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import { route } from "../../api.ts";

export const getDepartments = route<undefined, DepartmentsReply>()("GET", "/api/departments");
export const getCalls = route<undefined, CallsReply>()("GET", "/api/cases/calls");
