import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { forgetMe, ME_KEY } from "./me.ts";

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
  leave();
});
