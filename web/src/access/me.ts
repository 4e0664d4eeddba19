import type { DemoAccounts, Me, SignInBody } from "@onegrid/core/access/contract";
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { call, isProblem, route } from "../api.ts";
import { sayGoodbye } from "../before-sign-out.ts";
import { forgetOfflineMe } from "../offline-me.ts";
import { isCodeDue, postCode, type Entered } from "./factor-api.ts";

const getMe = route<undefined, Me>()("GET", "/api/access/me");
const postSignIn = route<SignInBody, Entered>()("POST", "/api/access/sign-in");
const postSignOut = route()("POST", "/api/access/sign-out");
const getDemoAccounts = route<undefined, DemoAccounts>()("GET", "/api/access/demo-accounts");

export const ME_KEY = ["me"] as const;

/** Who is signed in; `null` when nobody is. */
export const useMe = () =>
  useQuery({
    queryKey: ME_KEY,
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await call(getMe, { signal });
      } catch (error) {
        if (isProblem(error, "access.signed-out")) return null;
        throw error;
      }
    },
  });

/** Accounts anybody may use; empty when the store holds real data. */
export const useDemoAccounts = () =>
  useQuery({
    queryKey: ["demo-accounts"],
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }): Promise<DemoAccounts["accounts"]> => {
      try {
        return (await call(getDemoAccounts, { signal })).accounts;
      } catch (error) {
        if (isProblem(error) && error.problem.status === 404) return [];
        throw error;
      }
    },
  });

/** Whoever was here before may have seen other areas: nothing of theirs is kept. */
export function keepMe(client: QueryClient, me: Me): void {
  client.getMutationCache().clear();
  // Who is signed in stays where it is: a page that waits for it would not hear of another one.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME_KEY[0] });
  client.setQueryData(ME_KEY, me);
}

/** Signs in, or answers that a code has to follow. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignInBody) => call(postSignIn, { body }),
    onSuccess: (entered) => {
      if (!isCodeDue(entered)) keepMe(client, entered);
    },
  });
}

/** The second step of signing in. */
export function useGiveCode() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => call(postCode, { body: { code } }),
    onSuccess: (me) => keepMe(client, me),
  });
}

/** Nobody is signed in any more: what was read is thrown away, and the page hears of it. */
export function forgetMe(client: QueryClient): void {
  // As in `keepMe`: cleared, it would be another entry than the one that the page waits on.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME_KEY[0] });
  forgetOfflineMe();
  client.setQueryData(ME_KEY, null);
}

/** Others are told first that somebody goes: afterwards nobody would be heard. */
export async function leaveAndSignOut(): Promise<void> {
  await sayGoodbye();
  await call(postSignOut);
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: leaveAndSignOut,
    onSuccess: () => forgetMe(client),
    // A session that has ended already is out as well; away from the server nobody is signed out.
    onError: (error) => isProblem(error, "access.signed-out") && forgetMe(client),
  });
}
