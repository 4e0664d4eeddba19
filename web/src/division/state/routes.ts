import type {
  PresenceBody,
  PresenceReply,
  CodesReply,
  SchemeBody,
  CommentBody,
  CommentsReply,
  ResolveBody,
  ChangeReply,
  ChangesReply,
  CityUnitsReply,
  CompareReply,
  CreatePlanBody,
  DivisionReply,
  EditBody,
  EditReply,
  GridsOnReply,
  GroundReply,
  RebaseBody,
  RebaseReply,
  RepairBody,
  RepairReply,
  PlanReply,
  PlanStepBody,
  SurroundingsReply,
  UndoBody,
} from "@onegrid/core/division/contract";
import type { ServiceLineBody, ServiceLineReply } from "@onegrid/core/division/export-contract";
import { route } from "../../api.ts";

/** What the page asks the server about plans (方案) and divisions (划分). */
export const listPlans = route<undefined, { readonly plans: readonly PlanReply[] }>()(
  "GET",
  "/api/plans",
);
export const createPlan = route<CreatePlanBody, PlanReply>()("POST", "/api/plans");
export const getPlan = route<undefined, PlanReply>()("GET", "/api/plans/:id");
export const deletePlan = route()("DELETE", "/api/plans/:id");
export const stepPlan = route<PlanStepBody, PlanReply>()("POST", "/api/plans/:id/steps");
export const getDivision = route<undefined, DivisionReply>()("GET", "/api/divisions/:id");
export const listChanges = route<undefined, ChangesReply>()("GET", "/api/divisions/:id/changes");
export const getChange = route<undefined, ChangeReply>()(
  "GET",
  "/api/divisions/:id/changes/:revision",
);
export const postEdit = route<EditBody, EditReply>()("POST", "/api/divisions/:id/edits");
export const postUndo = route<UndoBody, EditReply>()("POST", "/api/divisions/:id/undo");
export const getGround = route<undefined, GroundReply>()("GET", "/api/bases/:id/problems");
export const postRepair = route<RepairBody, RepairReply>()("POST", "/api/bases/:id/repairs");
export const withdrawRepair = route<undefined, RepairReply>()("DELETE", "/api/repairs/:id");
export const postBase = route<RebaseBody, RebaseReply>()("POST", "/api/divisions/:id/base");
export const getBaseMap = route<undefined, ArrayBuffer>()("GET", "/api/bases/:id/map");
export const listGridsOn = route<undefined, GridsOnReply>()("GET", "/api/communities/:id/grids");
const CITY_UNITS = "/api/communities/:id/city-units";
export const countCityUnits = route<undefined, CityUnitsReply>()("GET", CITY_UNITS);
export const makeCityUnits = route<undefined, CityUnitsReply>()("POST", CITY_UNITS);
export const dropCityUnits = route<undefined, CityUnitsReply>()("DELETE", CITY_UNITS);
export const getSurroundings = route<undefined, SurroundingsReply>()(
  "GET",
  "/api/divisions/:id/surroundings",
);
export const comparePlans = route<undefined, CompareReply>()("GET", "/api/plans/:id/comparison");
export const listComments = route<undefined, CommentsReply>()("GET", "/api/plans/:id/comments");
export const postComment = route<CommentBody, CommentsReply>()("POST", "/api/plans/:id/comments");
export const putComment = route<ResolveBody, CommentsReply>()(
  "PUT",
  "/api/plans/:id/comments/:commentId",
);
export const listCodes = route<undefined, CodesReply>()("GET", "/api/plans/:id/codes");
export const putScheme = route<SchemeBody>()("PUT", "/api/areas/:id/code-scheme");
export const sayPresence = route<PresenceBody, PresenceReply>()(
  "POST",
  "/api/divisions/:id/presence",
);
export const getServiceLine = route<undefined, ServiceLineReply>()(
  "GET",
  "/api/areas/:id/service-line",
);
export const putServiceLine = route<ServiceLineBody, ServiceLineReply>()(
  "PUT",
  "/api/areas/:id/service-line",
);
