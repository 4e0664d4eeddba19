import { PLAN_MODES, type PlanMode } from "@onegrid/core/dispatch";
import type { PlanReply } from "@onegrid/core/dispatch/emergency-contract";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, InputNumber, Segmented } from "antd";
import { useState } from "react";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { putPlan, type Group, type Post } from "./emergency-api.ts";
import { freshKey, newGroup, newPost, seatsIn, withGroup, withPost } from "./group-edits.ts";

interface GroupsSectionProps {
  readonly plan: PlanReply;
  readonly onChanged: () => Promise<void>;
}

/** The groups that every community has in calm times and in an emergency, with their posts. */
export function GroupsSection({ plan, onChanged }: GroupsSectionProps) {
  const t = useText();
  const [groups, setGroups] = useState<readonly Group[]>(plan.groups);
  const [mode, setMode] = useState<PlanMode>("emergency");
  const keep = useMutation({
    mutationFn: () =>
      call(putPlan, {
        body: { areaId: plan.areaId, expectedVersion: plan.version, groups: [...groups] },
      }),
    onSuccess: onChanged,
  });
  const isChanged = plan.version === 0 || JSON.stringify(groups) !== JSON.stringify(plan.groups);
  const shown = groups.filter((group) => group.mode === mode);
  return (
    <section className="og-office-card" aria-labelledby="og-emergency-groups">
      <h2 id="og-emergency-groups">{t("emergency:groups.title")}</h2>
      <p className="og-muted">{t("emergency:groups.about")}</p>
      <div className="og-people-tools">
        <Segmented
          aria-label={t("emergency:groups.mode")}
          value={mode}
          onChange={setMode}
          options={PLAN_MODES.map((value) => ({
            value,
            label: t(`emergency:mode.${value}`, {
              count: groups.filter((group) => group.mode === value).length,
            }),
          }))}
        />
        <span className="og-muted">{t("emergency:groups.seats", { count: seatsIn(shown) })}</span>
      </div>
      {keep.error !== null && (
        <Alert type="error" showIcon role="alert" title={errorSentence(keep.error)} />
      )}
      <ol className="og-emergency-groups">
        {shown.map((group) => (
          <li key={group.key}>
            <GroupFields
              group={group}
              onChange={(change) => setGroups(withGroup(groups, group.key, change))}
            />
          </li>
        ))}
      </ol>
      <div className="og-people-actions">
        <Button onClick={() => setGroups([...groups, newGroup(mode, freshKey(groups), t)])}>
          {t("emergency:groups.add")}
        </Button>
        <Button
          type="primary"
          disabled={!isChanged}
          loading={keep.isPending}
          onClick={() => keep.mutate()}
        >
          {t(plan.version === 0 ? "emergency:groups.first" : "emergency:groups.keep")}
        </Button>
      </div>
    </section>
  );
}

interface GroupFieldsProps {
  readonly group: Group;
  /** `null`: away with it. */
  readonly onChange: (group: Group | null) => void;
}

function GroupFields({ group, onChange }: GroupFieldsProps) {
  const t = useText();
  const put = (key: string, post: Post | null): void => onChange(withPost(group, key, post));
  return (
    <fieldset>
      <div className="og-emergency-group-name">
        <Input
          aria-label={t("emergency:groups.name")}
          maxLength={40}
          value={group.name}
          onChange={({ target }) => onChange({ ...group, name: target.value })}
        />
        <Button size="small" type="text" onClick={() => onChange(null)}>
          {t("emergency:groups.remove")}
        </Button>
      </div>
      {group.posts.map((post) => (
        <PostFields key={post.key} post={post} onChange={(next) => put(post.key, next)} />
      ))}
      <Button
        size="small"
        type="text"
        onClick={() =>
          onChange({ ...group, posts: [...group.posts, newPost(freshKey(group.posts), t)] })
        }
      >
        {t("emergency:posts.add")}
      </Button>
    </fieldset>
  );
}

interface PostFieldsProps {
  readonly post: Post;
  readonly onChange: (post: Post | null) => void;
}

function PostFields({ post, onChange }: PostFieldsProps) {
  const t = useText();
  return (
    <div className="og-emergency-post">
      <Input
        size="small"
        aria-label={t("emergency:posts.name")}
        maxLength={40}
        value={post.name}
        onChange={({ target }) => onChange({ ...post, name: target.value })}
      />
      <InputNumber
        size="small"
        aria-label={t("emergency:posts.seats")}
        min={1}
        max={200}
        precision={0}
        suffix={t("emergency:posts.unit")}
        value={post.seats}
        onChange={(seats) => onChange({ ...post, seats: seats ?? 1 })}
      />
      <Checkbox
        checked={post.isLead}
        onChange={({ target }) => onChange({ ...post, isLead: target.checked })}
      >
        {t("emergency:posts.lead")}
      </Checkbox>
      <Button
        size="small"
        type="text"
        aria-label={t("emergency:posts.remove", { name: post.name })}
        onClick={() => onChange(null)}
      >
        ×
      </Button>
    </div>
  );
}
