import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { CommentBody, CommentsReply } from "@onegrid/core/division/contract";
import type { Position } from "@onegrid/core/geometry";
import { useEffect } from "react";
import { call } from "../../api.ts";
import { subscribeLive } from "../../live.ts";
import { enterMode, leaveMode, useMapMode } from "../../map/index.ts";
import { openPlanOf, useDivision, type OpenPlan, type Pin } from "../state/page-state.ts";
import { listComments, postComment, putComment } from "../state/routes.ts";
import { unitAt } from "../state/units-at.ts";

export type Comment = CommentsReply["comments"][number];

/** A comment with what was answered to it. */
export interface Thread {
  readonly comment: Comment;
  readonly answers: readonly Comment[];
  /** As on the map: 1, 2, 3 …, in the order of time. */
  readonly number: number;
}

const keyOf = (planId: string) => ["plan-comments", planId] as const;

/** Everything said of a plan; read again when somebody has said something of it. */
export function useComments(planId: string) {
  const client = useQueryClient();
  useEffect(
    () =>
      subscribeLive("division", ({ data }) => {
        if (isSaidOf(planId, data)) void client.invalidateQueries({ queryKey: keyOf(planId) });
      }),
    [client, planId],
  );
  return useQuery({
    queryKey: keyOf(planId),
    queryFn: ({ signal }) => call(listComments, { params: { id: planId }, signal }),
  });
}

function isSaidOf(planId: string, data: unknown): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
  const { kind, payload } = data as {
    readonly kind?: string;
    readonly payload?: { readonly planId?: string };
  };
  return kind === "division.plan-discussed" && payload?.planId === planId;
}

/** Sends words or settles a comment; every view of the comments follows. */
export function useSay(planId: string) {
  const client = useQueryClient();
  const take = (reply: CommentsReply): void => void client.setQueryData(keyOf(planId), reply);
  return {
    say: async (body: CommentBody): Promise<void> =>
      take(await call(postComment, { params: { id: planId }, body })),
    settle: async (commentId: string, isResolved: boolean): Promise<void> =>
      take(await call(putComment, { params: { id: planId, commentId }, body: { isResolved } })),
  };
}

export function threadsOf(comments: readonly Comment[]): Thread[] {
  return comments
    .filter(({ answers }) => answers === null)
    .map((comment, at) => ({
      comment,
      answers: comments.filter(({ answers }) => answers === comment.id),
      number: at + 1,
    }));
}

/** Marks on the map for what is said of places, as long as the plan is open. */
export function usePins(open: OpenPlan, placed: Position | null): void {
  const { data } = useComments(open.plan.id);
  useEffect(() => {
    const pins = threadsOf(data?.comments ?? []).flatMap(({ comment, number }): Pin[] =>
      comment.position === null
        ? []
        : [
            {
              label: String(number),
              position: comment.position,
              kind: comment.resolvedAt === null ? "open" : "settled",
            },
          ],
    );
    const draft: Pin[] = placed === null ? [] : [{ label: "+", position: placed, kind: "draft" }];
    useDivision.setState({ pins: [...pins, ...draft] });
    return () => useDivision.setState({ pins: [] });
  }, [data, placed]);
}

const PLACE_MODE = "division-comment-place";

/** The next click on the map is the place; Escape is none. */
export function placeComment(take: (position: Position, gridId: string | null) => void): void {
  enterMode({
    id: PLACE_MODE,
    enter: (map) => {
      map.setCursor("crosshair");
      map.on("click", ({ position }) => {
        leavePlacing();
        take(position, gridAt(position));
      });
    },
  });
}

/** The next click on the map is a place for a comment. */
export const useIsPlacing = (): boolean => useMapMode(({ mode }) => mode?.id === PLACE_MODE);

export const leavePlacing = (): void => leaveMode(PLACE_MODE);

function gridAt(position: Position): string | null {
  const open = openPlanOf(useDivision.getState());
  return open === null ? null : (open.session.division.gridOf[unitAt(open, position)] ?? null);
}
