import { expect, type Page } from "@playwright/test";

export interface Area {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly households: number;
}

/** Asks the server as who is signed in on the page. */
export async function read<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(path);
  expect(response.status(), path).toBe(200);
  const body: T = await response.json();
  return body;
}

export async function post<T>(page: Page, path: string, data: object): Promise<T> {
  const response = await page.request.post(path, { headers: { "x-onegrid": "1" }, data });
  expect([200, 201], `${path} ${await response.text()}`).toContain(response.status());
  const body: T = await response.json();
  return body;
}

/** The community with the most households: the one worth dividing. */
export async function largestCommunity(page: Page): Promise<Area> {
  const { areas } = await read<{ areas: Area[] }>(page, "/api/areas");
  const [largest] = areas
    .filter(({ kind }) => kind === "community")
    .toSorted((a, b) => b.households - a.households);
  if (largest === undefined) throw new Error("the demo has no community");
  return largest;
}

/** The middle of the first community that whoever is on the page sees: the demo's grid worker's own. */
export async function homeOf(page: Page): Promise<[number, number]> {
  const { areas } = await read<{ areas: { kind: string; center: [number, number] }[] }>(
    page,
    "/api/areas",
  );
  const community = areas.find(({ kind }) => kind === "community");
  if (community === undefined) throw new Error("the demo has no community");
  return community.center;
}
