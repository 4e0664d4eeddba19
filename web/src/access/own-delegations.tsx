import type { DelegationReply, Me } from "@onegrid/core/access/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { useLanguage, useText } from "../i18n/index.ts";
import { useRules } from "../rule-book.ts";
import { errorSentence } from "../problem-text.ts";
import { majorWords } from "./category-majors.ts";
import { DelegationDialog } from "./delegation-dialog.tsx";
import { momentText } from "./local-moment.ts";
import { ME_KEY } from "./me.ts";
import { getDelegations, postEndDelegation } from "./rights-api.ts";
import { roleText } from "./role-text.ts";

const DELEGATIONS_KEY = ["delegations"] as const;

/** Duties that one has handed to colleagues, and those that one holds for others (委托, 代班). */
export function OwnDelegations({ me }: { readonly me: Me }) {
  const t = useText();
  const client = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const { data, error } = useQuery({
    queryKey: DELEGATIONS_KEY,
    queryFn: ({ signal }) => call(getDelegations, { signal }),
  });
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: DELEGATIONS_KEY }),
      client.invalidateQueries({ queryKey: ME_KEY }),
    ]);
  const end = useMutation({
    mutationFn: (id: string) => call(postEndDelegation, { params: { id } }),
    onSuccess: refresh,
  });
  // A duty of the first set-up has no area until the divisions are there.
  const own = me.duties.filter((duty) => duty.onBehalfOf === null && duty.areaId !== "");
  const fault = error ?? end.error;
  return (
    <section className="og-office-card">
      <h2>{t("rights:delegation.title")}</h2>
      <p className="og-muted">{t("rights:delegation.about")}</p>
      {fault !== null && <Alert type="error" showIcon title={errorSentence(fault)} role="alert" />}
      {(["given", "received"] as const).map((side) => (
        <DelegationList
          key={side}
          side={side}
          delegations={data?.[side] ?? []}
          onEnd={(id) => end.mutate(id)}
        />
      ))}
      <Button disabled={own.length === 0} onClick={() => setAdding(true)}>
        {t("rights:delegation.add")}
      </Button>
      {own.length === 0 && <p className="og-muted">{t("rights:delegation.noDuties")}</p>}
      {isAdding && (
        <DelegationDialog
          duties={own}
          onDone={() => {
            setAdding(false);
            void refresh();
          }}
          onLeave={() => setAdding(false)}
        />
      )}
    </section>
  );
}

interface DelegationListProps {
  readonly side: "given" | "received";
  readonly delegations: readonly DelegationReply[];
  readonly onEnd: (id: string) => void;
}

function DelegationList({ side, delegations, onEnd }: DelegationListProps) {
  const t = useText();
  return (
    <>
      <h3>{t(`rights:delegation.${side}`)}</h3>
      {delegations.length === 0 && <p className="og-muted">{t("rights:delegation.none")}</p>}
      <ul className="og-session-list">
        {delegations.map((delegation) => (
          <li key={delegation.id}>
            <Delegation side={side} delegation={delegation} />
            {(delegation.state === "active" || delegation.state === "coming") && (
              <Button onClick={() => onEnd(delegation.id)}>
                {t(side === "given" ? "rights:delegation.end" : "rights:delegation.giveBack")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface DelegationProps {
  readonly side: "given" | "received";
  readonly delegation: DelegationReply;
}

function Delegation({ side, delegation }: DelegationProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const { role, areas, categories, giver, receiver, from, to, state } = delegation;
  const known = roleText(role);
  const classes = majorWords(categories, book, language);
  return (
    <div>
      <strong translate="no">
        {known === null ? role : t(known)} · {areas.map(({ name }) => name).join("、")}
        {classes.length > 0 && ` · ${classes.join("、")}`}
      </strong>
      <span className="og-office-tag">{t(`rights:delegation.states.${state}`)}</span>
      <small className="og-muted" translate="no">
        {side === "given"
          ? t("rights:delegation.to_name", { name: receiver.name })
          : t("rights:delegation.from_name", { name: giver.name })}{" "}
        · {momentText(from)} – {momentText(to)}
      </small>
    </div>
  );
}
