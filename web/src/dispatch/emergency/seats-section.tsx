import type {
  CommunitySeatsReply,
  HoldersBody,
  PlanReply,
} from "@onegrid/core/dispatch/emergency-contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented, Select, Spin } from "antd";
import { PLAN_MODES, type PlanMode } from "@onegrid/core/dispatch";
import { useState } from "react";
import { EMERGENCY_KEY } from "../../access/emergency-line.tsx";
import { roleText } from "../../access/role-text.ts";
import { call } from "../../api.ts";
import { useText, type Translate } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { getSeats, postFill, putSeats, type Group } from "./emergency-api.ts";
import { seatsIn } from "./group-edits.ts";
import { SeatsTable } from "./seats-table.tsx";

interface SeatsSectionProps {
  readonly plan: PlanReply;
  readonly onChanged: () => Promise<void>;
}

/** Who holds which seat, community by community. */
export function SeatsSection({ plan, onChanged }: SeatsSectionProps) {
  const t = useText();
  const { areaId, version, communities } = plan;
  const [communityId, setCommunity] = useState(communities[0]?.id ?? "");
  const [mode, setMode] = useState<PlanMode>("emergency");
  const fill = useMutation({
    mutationFn: () => call(postFill, { body: { areaId, expectedVersion: version } }),
    onSuccess: onChanged,
  });
  const groups = plan.groups.filter((group) => group.mode === mode);
  const wanted = seatsIn(groups);
  return (
    <section className="og-office-card" aria-labelledby="og-emergency-seats">
      <h2 id="og-emergency-seats">{t("emergency:seats.title")}</h2>
      <p className="og-muted">{t("emergency:seats.about")}</p>
      <div className="og-people-tools">
        <Select
          className="og-people-filter"
          aria-label={t("emergency:seats.community")}
          showSearch={{ optionFilterProp: "label" }}
          value={communityId}
          onChange={setCommunity}
          options={communities.map(({ id, name, heldCalm, heldEmergency }) => {
            const held = mode === "calm" ? heldCalm : heldEmergency;
            return { value: id, label: `${name} ${held}/${wanted}` };
          })}
        />
        <Segmented
          aria-label={t("emergency:groups.mode")}
          value={mode}
          onChange={setMode}
          options={PLAN_MODES.map((value) => ({
            value,
            label: t(`emergency:mode.${value}`, {
              count: plan.groups.filter((group) => group.mode === value).length,
            }),
          }))}
        />
        <Button loading={fill.isPending} onClick={() => fill.mutate()}>
          {t("emergency:seats.fill")}
        </Button>
      </div>
      {fill.error !== null && (
        <Alert type="error" showIcon role="alert" title={errorSentence(fill.error)} />
      )}
      <SeatsTable plan={plan} onChanged={onChanged} />
      {communityId !== "" && (
        <CommunitySeats
          groups={groups}
          where={{ areaId, version, communityId }}
          onChanged={onChanged}
        />
      )}
    </section>
  );
}

interface CommunitySeatsProps {
  readonly groups: readonly Group[];
  readonly where: {
    readonly areaId: string;
    readonly version: number;
    readonly communityId: string;
  };
  readonly onChanged: () => Promise<void>;
}

function CommunitySeats({ groups, where, onChanged }: CommunitySeatsProps) {
  const t = useText();
  const { areaId, version, communityId } = where;
  const { data, error } = useQuery({
    queryKey: [...EMERGENCY_KEY, "seats", areaId, communityId, version],
    queryFn: ({ signal }) => call(getSeats, { signal, query: { areaId, communityId } }),
  });
  const put = useMutation({
    mutationFn: (seat: HoldersBody["seats"][number]) =>
      call(putSeats, { body: { areaId, expectedVersion: version, seats: [seat] } }),
    onSuccess: onChanged,
  });
  const fault = error ?? put.error;
  if (fault !== null)
    return <Alert type="error" showIcon role="alert" title={errorSentence(fault)} />;
  if (data === undefined) return <Spin size="small" />;
  const options = peopleOptions(data.people, t);
  return (
    <ol className="og-emergency-groups" aria-busy={put.isPending}>
      {groups.map((group) => (
        <li key={group.key}>
          <fieldset disabled={put.isPending}>
            <legend translate="no">{group.name}</legend>
            {group.posts.flatMap((post) =>
              Array.from({ length: post.seats }, (_, index) => {
                const seat = { communityId, group: group.key, post: post.key, seat: index + 1 };
                const held = data.held.find(
                  (each) =>
                    each.group === seat.group && each.post === seat.post && each.seat === seat.seat,
                );
                const called = post.seats > 1 ? `${post.name} ${index + 1}` : post.name;
                return (
                  <div key={`${post.key}/${index}`} className="og-emergency-seat">
                    <span translate="no">
                      {called}
                      {post.isLead && <i aria-label={t("emergency:posts.lead")}> ★</i>}
                    </span>
                    <Select
                      size="small"
                      allowClear
                      aria-label={`${group.name} ${called}`}
                      placeholder={t("emergency:seats.nobody")}
                      showSearch={{ optionFilterProp: "label" }}
                      value={held?.holderId ?? null}
                      options={
                        held === undefined || options.some(({ value }) => value === held.holderId)
                          ? options
                          : [...options, { value: held.holderId, label: held.name }]
                      }
                      onChange={(holderId) => put.mutate({ ...seat, holderId: holderId ?? null })}
                    />
                  </div>
                );
              }),
            )}
          </fieldset>
        </li>
      ))}
    </ol>
  );
}

/** Everybody once, with the role they are known by. */
function peopleOptions(people: CommunitySeatsReply["people"], t: Translate) {
  const roleWord = (role: string): string => {
    const known = roleText(role);
    return known === null ? role : t(known);
  };
  return people
    .filter(({ id }, at) => people.findIndex((each) => each.id === id) === at)
    .map(({ id, name, role }) => ({ value: id, label: `${name} · ${roleWord(role)}` }));
}
