import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { beforeSignOut } from "../before-sign-out.ts";
import { OFFLINE_ME } from "../offline-me.ts";
import { forgetMe, leaveAndSignOut, ME_KEY } from "./me.ts";

const gone: string[] = [];
vi.stubGlobal("localStorage", { removeItem: (name: string) => gone.push(name) });

test("a page that waits on who is signed in hears of the sign-out, and nothing else stays", () => {
  const client = new QueryClient();
  client.setQueryData(ME_KEY, { login: "li.na" });
  client.setQueryData(["people", {}], ["seen by li.na alone"]);
  const heard: unknown[] = [];
  const observer = new QueryObserver(client, { queryKey: ME_KEY, enabled: false });
  const leave = observer.subscribe(({ data }) => heard.push(data));
  forgetMe(client);
  expect(observer.getCurrentResult().data).toBeNull();
  expect(client.getQueryCache().getAll()).toHaveLength(1);
  // Nor may the phone page open for them without a line.
  expect(gone).toEqual([OFFLINE_ME]);
  leave();
});

test("a page says goodbye while it is still known who does, and no goodbye keeps anybody in", async () => {
  const done: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    done.push(url);
    return new Response(null, { status: 204 });
  });
  const takeBack = [
    beforeSignOut(async () => {
      await Promise.resolve();
      done.push("leaves");
    }),
    beforeSignOut(() => Promise.reject(new Error("away"))),
  ];
  await leaveAndSignOut();
  expect(done).toEqual(["leaves", "/api/access/sign-out"]);
  for (const take of takeBack) take();
  await leaveAndSignOut();
  expect(done).toEqual(["leaves", "/api/access/sign-out", "/api/access/sign-out"]);
  vi.unstubAllGlobals();
});
