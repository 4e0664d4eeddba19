import { Type, type Static } from "typebox";

export const SignInBody = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
});
export type SignInBody = Static<typeof SignInBody>;

/** Who is signed in, and what the page may offer. */
export const Me = Type.Object({
  id: Type.String(),
  login: Type.String(),
  displayName: Type.String(),
  locale: Type.Union([Type.Literal("zh-CN"), Type.Literal("en")]),
  isDemo: Type.Boolean(),
  duties: Type.Array(
    Type.Object({
      id: Type.String(),
      role: Type.String(),
      areaId: Type.String(),
      areaName: Type.String(),
      areaKind: Type.String(),
    }),
  ),
  canReadPlans: Type.Boolean(),
  canPlan: Type.Boolean(),
  canPublish: Type.Boolean(),
  canCover: Type.Boolean(),
  canReadCases: Type.Boolean(),
  canDispatch: Type.Boolean(),
  canReport: Type.Boolean(),
  canImport: Type.Boolean(),
});
export type Me = Static<typeof Me>;

export const DemoAccounts = Type.Object({
  accounts: Type.Array(
    Type.Object({
      login: Type.String(),
      password: Type.String(),
      displayName: Type.String(),
      role: Type.String(),
    }),
  ),
});
export type DemoAccounts = Static<typeof DemoAccounts>;

/** Every refusal of signing in and of rights. */
export type AccessProblem =
  | { readonly code: "access.signed-out" }
  | { readonly code: "access.wrong-password" }
  | { readonly code: "access.too-many-attempts"; readonly seconds: number }
  | { readonly code: "access.forbidden"; readonly permission: string }
  | { readonly code: "access.cross-site" }
  | { readonly code: "access.personal-text"; readonly field: string; readonly position: number };
