import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { readDutySearch } from "../access/duty-list/duty-search.ts";
import { readExplainSearch } from "../access/explain-search.ts";
import { withTexts } from "../i18n/index.ts";
import { readEmergencySearch } from "../dispatch/emergency/emergency-search.ts";
import { readFieldSearch } from "../dispatch/field/field-search.ts";
import { parseSearch, stringifySearch, validateSearch } from "./permalink.ts";
import { isWorkspaceId, type WorkspaceId } from "./workspace.ts";

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import("./not-found.tsx"), "NotFound"),
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch,
  component: lazyRouteComponent(() => import("./desk-route.tsx"), "HomeRoute"),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (raw: Record<string, unknown>): { readonly next?: string } =>
    typeof raw["next"] === "string" ? { next: raw["next"] } : {},
  component: lazyRouteComponent(
    () => withTexts(["access"], () => import("./sign-in-route.tsx")),
    "SignInRoute",
  ),
});

const ssoReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in/sso",
  component: lazyRouteComponent(
    () => withTexts(["access"], () => import("../access/sso-return-page.tsx")),
    "SsoReturnPage",
  ),
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/set-up",
  component: lazyRouteComponent(
    () => withTexts(["access"], () => import("../access/set-up-page.tsx")),
    "SetUpPage",
  ),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyRouteComponent(
    () => withTexts(["access", "explain", "rights"], () => import("./account-route.tsx")),
    "AccountRoute",
  ),
});

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/people",
  component: lazyRouteComponent(
    () => withTexts(["access", "explain", "rights", "staff"], () => import("./people-route.tsx")),
    "PeopleRoute",
  ),
});

const staffImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/people/import",
  component: lazyRouteComponent(
    () => withTexts(["access", "staff"], () => import("./staff-import-route.tsx")),
    "StaffImportRoute",
  ),
});

const explainRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/explain",
  validateSearch: readExplainSearch,
  component: lazyRouteComponent(
    () => withTexts(["access", "explain", "rights"], () => import("./explain-route.tsx")),
    "ExplainRoute",
  ),
});

const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/keys",
  component: lazyRouteComponent(
    () => withTexts(["access", "rights"], () => import("./keys-route.tsx")),
    "KeysRoute",
  ),
});

const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/webhooks",
  component: lazyRouteComponent(
    () => withTexts(["access", "rights"], () => import("./webhooks-route.tsx")),
    "WebhooksRoute",
  ),
});

const rolesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/roles",
  component: lazyRouteComponent(
    () => withTexts(["access", "office", "rights"], () => import("./roles-route.tsx")),
    "RolesRoute",
  ),
});

const areasRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/areas",
  component: lazyRouteComponent(
    () => withTexts(["access", "office"], () => import("./areas-route.tsx")),
    "AreasRoute",
  ),
});

const rulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/rules",
  component: lazyRouteComponent(
    () => withTexts(["access", "rules"], () => import("./rules-route.tsx")),
    "RulesRoute",
  ),
});

const dutyListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/duty-list",
  validateSearch: readDutySearch,
  component: lazyRouteComponent(
    () => withTexts(["access", "duties"], () => import("./duty-list-route.tsx")),
    "DutyListRoute",
  ),
});

const departmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/departments",
  component: lazyRouteComponent(
    () => withTexts(["access", "duties"], () => import("./departments-route.tsx")),
    "DepartmentsRoute",
  ),
});

const rosterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/roster",
  component: lazyRouteComponent(
    () => withTexts(["access", "rights"], () => import("./roster-route.tsx")),
    "RosterRoute",
  ),
});

const emergencyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/emergency",
  validateSearch: readEmergencySearch,
  component: lazyRouteComponent(
    () => withTexts(["access", "emergency"], () => import("./emergency-route.tsx")),
    "EmergencyRoute",
  ),
});

const figuresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/figures",
  component: lazyRouteComponent(
    () => withTexts(["access", "office"], () => import("./figures-route.tsx")),
    "FiguresRoute",
  ),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  component: lazyRouteComponent(
    () => withTexts(["access"], () => import("./audit-route.tsx")),
    "AuditRoute",
  ),
});

const publicRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/public",
  component: lazyRouteComponent(
    () => withTexts(["access"], () => import("../access/public-page.tsx")),
    "PublicPage",
  ),
});

const fieldRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/field",
  validateSearch: readFieldSearch,
  component: lazyRouteComponent(
    () => withTexts(["dispatch", "field"], () => import("../dispatch/field/field-route.tsx")),
    "FieldRoute",
  ),
});

const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/wall",
  validateSearch,
  component: lazyRouteComponent(
    () => withTexts(["dispatch", "wall"], () => import("../dispatch/wall/wall-route.tsx")),
    "WallRoute",
  ),
});

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/$workspace",
  validateSearch,
  params: {
    parse: ({ workspace }): { workspace: WorkspaceId } => {
      if (!isWorkspaceId(workspace)) throw new Error(`no workspace ${workspace}`);
      return { workspace };
    },
    stringify: ({ workspace }) => ({ workspace }),
  },
  component: lazyRouteComponent(() => import("./desk-route.tsx"), "DeskRoute"),
  errorComponent: lazyRouteComponent(() => import("./not-found.tsx"), "NotFound"),
});

export const createPageRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([
      homeRoute,
      signInRoute,
      ssoReturnRoute,
      setUpRoute,
      accountRoute,
      peopleRoute,
      staffImportRoute,
      explainRoute,
      keysRoute,
      webhooksRoute,
      rolesRoute,
      areasRoute,
      rosterRoute,
      emergencyRoute,
      rulesRoute,
      dutyListRoute,
      departmentsRoute,
      figuresRoute,
      auditRoute,
      publicRoute,
      fieldRoute,
      wallRoute,
      workspaceRoute,
    ]),
    parseSearch,
    stringifySearch,
    defaultPreload: false,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
