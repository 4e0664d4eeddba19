import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CompoundDoubt, GateCard, GatesReply } from "@onegrid/core/coverage/gate-contract";
import { useState } from "react";
import { call } from "../../api.ts";
import { isoDay } from "../../i18n/days.ts";
import { count, useText } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { getGates, judgeGate } from "../api.ts";
import { Covered, DefinitionLine } from "../covered.tsx";
import { load } from "../store.ts";
import "./gates.css";

const NEAR_ZOOM = 18;
const MOST_SHOWN = 50;

/** Gates of compounds (小区大门): those first where a survey narrows the figure most. */
export function GateList({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const { data, error } = useQuery<GatesReply>({
    queryKey: ["coverage-gates", result.key],
    // After a verdict the figures are of another network: what is open on the page stays open.
    placeholderData: (last) => last,
    queryFn: ({ signal }) => call(getGates, { params: { key: result.key }, signal }),
  });
  if (error !== null) return <p role="alert">{errorSentence(error)}</p>;
  if (data === undefined) return <p className="og-list-note">{t("coverage:gate.loading")}</p>;
  const compounds = data.compounds.filter(({ gates }) => gates.length > 0);
  if (compounds.length === 0) return <p className="og-list-note">{t("coverage:gate.none")}</p>;
  const gates = compounds.reduce((sum, { inferredGates }) => sum + inferredGates, 0);
  return (
    <>
      <p className="og-list-note">
        {gates === 0
          ? t("coverage:gate.allSettled")
          : t("coverage:gate.about", { gates: count(gates) })}
        <DefinitionLine by={result} />
      </p>
      <ul className="og-gate-compounds">
        {compounds.slice(0, MOST_SHOWN).map((compound) => (
          <li key={compound.id}>
            <Compound compound={compound} result={result} mayJudge={data.mayJudge} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface CompoundProps {
  readonly compound: CompoundDoubt;
  readonly result: CoverageReply;
  readonly mayJudge: boolean;
}

function Compound({ compound, result, mayJudge }: CompoundProps) {
  const t = useText();
  const { name, inferredGates, households, gates } = compound;
  return (
    <details>
      <summary>
        <b translate="no">{name}</b>
        <small>
          {inferredGates > 0
            ? t("coverage:gate.open", { count: count(inferredGates) })
            : t("coverage:gate.settled")}
        </small>
        {inferredGates > 0 && (
          <Covered by={result}>{t("coverage:gate.swing", { count: count(households) })}</Covered>
        )}
      </summary>
      <ol>
        {gates.map((gate) => (
          <li key={gate.id}>
            <Gate gate={gate} mayJudge={mayJudge} />
          </li>
        ))}
      </ol>
    </details>
  );
}

interface GateProps {
  readonly gate: GateCard;
  readonly mayJudge: boolean;
}

/** What is known of one gate, and what somebody standing there says of it. */
function Gate({ gate, mayJudge }: GateProps) {
  const t = useText();
  const client = useQueryClient();
  const [state, setState] = useState<"idle" | "saving" | { readonly error: unknown }>("idle");
  const [isForResidents, setForResidents] = useState(gate.access === "residents");
  const { id: gateId, compoundId, position, evidence, verdict, surveyedBy, surveyedAt } = gate;
  const judge = async (said: "confirmed" | "refuted"): Promise<void> => {
    setState("saving");
    try {
      const access = isForResidents ? "residents" : "public";
      await call(judgeGate, {
        body: { gateId, compoundId, position, verdict: said, access, hours: gate.hours },
      });
      // The figures follow: the network is another one.
      await load();
      await client.invalidateQueries({ queryKey: ["coverage-gates"] });
      setState("idle");
    } catch (error) {
      setState({ error });
    }
  };
  const words = verdict === "refuted" ? "refuted" : evidence;
  return (
    <div className="og-gate">
      <button type="button" className="og-link-button" onClick={() => goTo(position, NEAR_ZOOM)}>
        {t(`coverage:gate.evidence.${words}`)}
      </button>
      <small>
        {t(`coverage:gate.access.${gate.access}`)}
        {gate.hours !== null && ` · ${gate.hours}`}
        {surveyedBy !== null && surveyedAt !== null && (
          <>
            {" · "}
            <span translate="no">{surveyedBy}</span> {isoDay(new Date(surveyedAt))}
          </>
        )}
      </small>
      {mayJudge && (
        <div className="og-gate-verdict">
          <label>
            <input
              type="checkbox"
              checked={isForResidents}
              onChange={({ target }) => setForResidents(target.checked)}
            />
            {t("coverage:gate.access.residents")}
          </label>
          {(["confirmed", "refuted"] as const).map((said) => (
            <button
              key={said}
              type="button"
              className="og-plain-button"
              aria-pressed={verdict === said}
              disabled={state === "saving"}
              onClick={() => void judge(said)}
            >
              {t(`coverage:gate.say.${said}`)}
            </button>
          ))}
        </div>
      )}
      {typeof state === "object" && <p role="alert">{errorSentence(state.error)}</p>}
    </div>
  );
}
