import type { Division } from "@onegrid/core/division";
import type { DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import { expect, type Page } from "@playwright/test";
import { openBase, type OpenBase } from "../src/division/state/open-base.ts";
import { toDivision } from "../src/division/session/transport.ts";
import { largestCommunity, post, read } from "./ask.ts";
import { openDesk, signIn } from "./desk.ts";

/** A division that is open on a page, and its map as the page has it. */
export interface Desk {
  readonly page: Page;
  readonly planId: string;
  readonly divisionId: string;
  readonly base: OpenBase;
}

export const readDivision = (page: Page, id: string): Promise<DivisionReply> =>
  read(page, `/api/divisions/${id}`);

export async function openBaseOf(
  page: Page,
  { baseId, communityId }: DivisionReply,
): Promise<OpenBase> {
  const bytes = await (await page.request.get(`/api/bases/${baseId}/map`)).body();
  return openBase(baseId, new Uint8Array(bytes).buffer, communityId);
}

/** A draft of the largest community with grids by the standard preset, open at the desk. */
export async function openDivided(page: Page, query = ""): Promise<Desk> {
  await signIn(page);
  const { id } = await largestCommunity(page);
  const name = `e2e ${Date.now()}`;
  const plan = await post<PlanReply>(page, "/api/plans", { name, communityIds: [id] });
  const divisionId = plan.divisions[0]?.id ?? "";
  await post(page, `/api/divisions/${divisionId}/edits`, {
    revision: 0,
    idempotencyKey: name,
    intent: { edit: "divide-community", preset: "standard", seed: "1", effort: 1 },
  });
  const base = await openBaseOf(page, await readDivision(page, divisionId));
  await openDesk(page, `/division?w-plan=${plan.id}${query}`);
  await expect(page.locator(".og-grid-name").first()).toBeVisible();
  return { page, planId: plan.id, divisionId, base };
}

/** As the server has it now. */
export const present = async ({ page, divisionId, base }: Desk): Promise<Division> =>
  toDivision(await readDivision(page, divisionId), base);
