import type { Position } from "@onegrid/core/geometry";
import { Button, Input } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import {
  leavePlacing,
  placeComment,
  threadsOf,
  useComments,
  useIsPlacing,
  usePins,
  useSay,
  type Comment,
  type Thread,
} from "./comment-state.ts";
import { clock } from "../state/format.ts";
import { gridNumber } from "../state/grid-view.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import { useTask } from "../controls/use-task.ts";
import "./comments.css";

const NEAR = 17;

/** What reviewers and planners say of the plan (会审意见), with places on the map. */
export function CommentList({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { data } = useComments(open.plan.id);
  const [placed, setPlaced] = useState<Placed | null>(null);
  usePins(open, placed?.position ?? null);
  const threads = threadsOf(data?.comments ?? []);
  const waiting = threads.filter(({ comment }) => comment.resolvedAt === null).length;
  const mayWrite = data?.mayWrite ?? false;
  if (threads.length === 0 && !mayWrite) return null;
  return (
    <section className="og-comments" aria-label={t("plan:comment.title")}>
      <h4>
        {t("plan:comment.title")}
        <small className="og-muted">
          {t("plan:comment.sum", { all: threads.length, open: waiting })}
        </small>
      </h4>
      <ol>
        {threads.map((thread) => (
          <ThreadItem
            key={thread.comment.id}
            planId={open.plan.id}
            thread={thread}
            mayWrite={mayWrite}
          />
        ))}
      </ol>
      {mayWrite && <CommentForm open={open} placed={placed} onPlace={setPlaced} />}
    </section>
  );
}

interface Placed {
  readonly position: Position;
  readonly gridId: string | null;
}

interface CommentFormProps {
  readonly open: OpenPlan;
  readonly placed: Placed | null;
  readonly onPlace: (placed: Placed | null) => void;
}

function CommentForm({ open, placed, onPlace }: CommentFormProps) {
  const t = useText();
  const [body, setBody] = useState("");
  const isPlacing = useIsPlacing();
  const { run, isBusy, fault } = useTask();
  const { say } = useSay(open.plan.id);
  const place = (): void => {
    if (isPlacing) leavePlacing();
    else placeComment((position, gridId) => onPlace({ position, gridId }));
  };
  const send = async (): Promise<void> => {
    const { position, gridId = null } = placed ?? {};
    await say({
      body: body.trim(),
      communityId: open.communityId,
      ...(position === undefined ? {} : { position: [position[0], position[1]] as const }),
      ...(gridId === null ? {} : { gridId }),
    });
    setBody("");
    onPlace(null);
  };
  return (
    <div className="og-comment-form">
      <Input.TextArea
        rows={2}
        maxLength={2000}
        value={body}
        aria-label={t("plan:comment.body")}
        placeholder={t("plan:comment.placeholder")}
        onChange={(event) => setBody(event.target.value)}
      />
      <div>
        <Button size="small" aria-pressed={isPlacing} onClick={place}>
          {t(placed === null ? "plan:comment.place" : "plan:comment.placeAgain")}
        </Button>
        <ReasonedButton
          size="small"
          type="primary"
          loading={isBusy}
          why={body.trim() === "" ? t("plan:comment.writeFirst") : null}
          onClick={() => run(send)}
        >
          {t("plan:comment.send")}
        </ReasonedButton>
      </div>
      {isPlacing && <small role="status">{t("plan:comment.placing")}</small>}
      <Fault words={fault} />
    </div>
  );
}

interface ThreadItemProps {
  readonly planId: string;
  readonly thread: Thread;
  readonly mayWrite: boolean;
}

function ThreadItem({ planId, thread, mayWrite }: ThreadItemProps) {
  const t = useText();
  const { comment, answers, number } = thread;
  const { settle } = useSay(planId);
  const { run, fault } = useTask();
  const [isAnswering, setIsAnswering] = useState(false);
  const isSettled = comment.resolvedAt !== null;
  const { position } = comment;
  return (
    <li className={isSettled ? "og-settled" : undefined}>
      <div className="og-comment-head">
        <i aria-hidden="true">{number}</i>
        <Author comment={comment} />
        {position !== null && (
          <button
            type="button"
            className="og-text-button"
            onClick={() => goTo([position[0], position[1]], NEAR)}
          >
            {comment.gridId === null
              ? t("plan:comment.show")
              : t("division:grid", { number: gridNumber(comment.gridId) })}
          </button>
        )}
      </div>
      <p translate="no">{comment.body}</p>
      {answers.map((each) => (
        <blockquote key={each.id}>
          <Author comment={each} />
          <p translate="no">{each.body}</p>
        </blockquote>
      ))}
      {isSettled && (
        <small className="og-muted" translate="no">
          {t("plan:comment.settledBy", { name: comment.resolvedBy ?? "" })}
        </small>
      )}
      {mayWrite && (
        <div className="og-comment-acts">
          <button
            type="button"
            className="og-text-button"
            onClick={() => setIsAnswering(!isAnswering)}
          >
            {t("plan:comment.answer")}
          </button>
          <button
            type="button"
            className="og-text-button"
            onClick={() => run(() => settle(comment.id, !isSettled))}
          >
            {t(isSettled ? "plan:comment.reopen" : "plan:comment.settle")}
          </button>
        </div>
      )}
      {isAnswering && (
        <AnswerForm planId={planId} thread={thread} onDone={() => setIsAnswering(false)} />
      )}
      <Fault words={fault} />
    </li>
  );
}

interface AnswerFormProps {
  readonly planId: string;
  readonly thread: Thread;
  readonly onDone: () => void;
}

function AnswerForm({ planId, thread: { comment, number }, onDone }: AnswerFormProps) {
  const t = useText();
  const { say } = useSay(planId);
  const { run, isBusy, fault } = useTask();
  const [answer, setAnswer] = useState("");
  const reply = async (): Promise<void> => {
    await say({ body: answer.trim(), answers: comment.id });
    onDone();
  };
  return (
    <div className="og-comment-form">
      <Input.TextArea
        rows={2}
        maxLength={2000}
        value={answer}
        aria-label={t("plan:comment.answerTo", { number })}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <ReasonedButton
        size="small"
        loading={isBusy}
        why={answer.trim() === "" ? t("plan:comment.writeFirst") : null}
        onClick={() => run(reply)}
      >
        {t("plan:comment.send")}
      </ReasonedButton>
      <Fault words={fault} />
    </div>
  );
}

const Author = ({ comment: { by, at } }: { readonly comment: Comment }) => (
  <span>
    <b translate="no">{by}</b> <small className="og-muted">{clock(at)}</small>
  </span>
);

const Fault = ({ words }: { readonly words: string | null }) =>
  words === null ? null : (
    <p role="alert" className="og-fault">
      {words}
    </p>
  );
