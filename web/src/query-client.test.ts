import { QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { ApiProblem } from "./api.ts";
import { useLiveState } from "./live.ts";
import { createQueryClient } from "./query-client.ts";

const problem = (code: string): ApiProblem =>
  new ApiProblem({ code, status: 0, detail: "", requestId: "", values: {} });

/** A query on the page that fails at first; how often it was asked. */
function watched(client: ReturnType<typeof createQueryClient>, code: string) {
  let asked = 0;
  const observer = new QueryObserver<string>(client, {
    queryKey: [code],
    retry: false,
    queryFn: () => {
      asked += 1;
      return asked === 1 ? Promise.reject(problem(code)) : Promise.resolve("read");
    },
  });
  const stop = observer.subscribe(() => undefined);
  return { state: () => observer.getCurrentResult().status, asked: () => asked, stop };
}

test("what failed while the server was away is read when it is back, a refusal is not", async () => {
  const client = createQueryClient();
  const away = watched(client, "network.unreachable");
  const refused = watched(client, "access.forbidden");
  await vi.waitFor(() => expect([away.state(), refused.state()]).toEqual(["error", "error"]));
  useLiveState.setState({ state: "waiting" });
  useLiveState.setState({ state: "connecting" });
  expect(away.asked()).toBe(1);
  useLiveState.setState({ state: "open" });
  await vi.waitFor(() => expect(away.state()).toBe("success"));
  expect(refused.asked()).toBe(1);
  away.stop();
  refused.stop();
  client.clear();
});
