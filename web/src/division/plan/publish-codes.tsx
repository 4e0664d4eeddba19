import {
  CODE_SCHEME_IDS,
  CODE_SCHEMES,
  shortCode,
  type CodeSchemeId,
} from "@onegrid/core/division";
import type { CodesReply } from "@onegrid/core/division/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { gridNumber } from "../state/grid-view.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import { listCodes, putScheme } from "../state/routes.ts";
import { useWhyNot } from "../controls/why-not.tsx";
import "../compare/compare.css";

interface PublishCodesProps {
  readonly open: OpenPlan;
  readonly day: string;
  readonly renumber: boolean;
  readonly onRenumber: (renumber: boolean) => void;
}

interface Tried {
  readonly scheme: CodeSchemeId;
  readonly text: string;
}

/** The codes that the grids will get, before they get them; the scheme is the district's. */
export function PublishCodes({ open, day, renumber, onRenumber }: PublishCodesProps) {
  const t = useText();
  const [tried, setTried] = useState<Tried | null>(null);
  const { data, error } = useCodes(open, { day, renumber, tried });
  return (
    <details className="og-codes og-compare">
      <summary>
        <span>{t("plan:codes.title")}</span>
        {data !== undefined && <b className="og-number">{t("plan:codes.sum", sumsOf(data))}</b>}
      </summary>
      {data !== undefined && (
        <>
          <SchemeChoice key={data.areaId} data={data} tried={tried} onTry={setTried} />
          <Checkbox checked={renumber} onChange={({ target }) => onRenumber(target.checked)}>
            {t("plan:codes.renumber")}
          </Checkbox>
          <CodeTable data={data} />
        </>
      )}
      {error !== null && (
        <p role="alert" className="og-fault">
          {reasonSentence(error)}
        </p>
      )}
    </details>
  );
}

interface CodesAsked {
  readonly day: string;
  readonly renumber: boolean;
  readonly tried: Tried | null;
}

const useCodes = ({ plan, session }: OpenPlan, { day, renumber, tried }: CodesAsked) =>
  useQuery<CodesReply>({
    queryKey: ["plan-codes", plan.id, session.division.revision, day, renumber, tried],
    placeholderData: (last) => last,
    retry: false,
    queryFn: ({ signal }) =>
      call(listCodes, {
        params: { id: plan.id },
        query: { on: day, renumber, scheme: tried?.scheme, text: tried?.text },
        signal,
      }),
  });

function sumsOf({ communities }: CodesReply) {
  const grids = communities.flatMap((community) => community.grids);
  const kept = grids.filter(({ isKept }) => isKept).length;
  return { kept, fresh: grids.length - kept };
}

interface SchemeChoiceProps {
  readonly data: CodesReply;
  readonly tried: Tried | null;
  readonly onTry: (tried: Tried | null) => void;
}

function SchemeChoice({ data, tried, onTry }: SchemeChoiceProps) {
  const t = useText();
  const client = useQueryClient();
  const { props: off, note } = useWhyNot(data.mayChoose ? null : t("plan:codes.notYours"));
  const [error, setError] = useState<unknown>(null);
  const scheme = tried?.scheme ?? data.scheme;
  const fixed = CODE_SCHEMES[scheme].segments.find((segment) => segment.source === "text");
  const text = tried === null ? (data.text ?? fixed?.usual ?? "") : tried.text;
  const choose = async (): Promise<void> => {
    setError(null);
    try {
      const body = { scheme, text: fixed === undefined ? null : text };
      await call(putScheme, { params: { id: data.areaId }, body });
      await client.invalidateQueries({ queryKey: ["plan-codes"] });
      onTry(null);
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <div className="og-scheme">
      <label>
        {t("plan:codes.scheme")}
        <Select
          aria-label={t("plan:codes.scheme")}
          value={scheme}
          {...off}
          onChange={(next: CodeSchemeId) => onTry({ scheme: next, text: usualText(next) })}
          options={CODE_SCHEME_IDS.map((id) => ({
            value: id,
            label: t(`plan:codes.schemes.${id}`),
          }))}
        />
      </label>
      {fixed !== undefined && (
        <label>
          {t("plan:codes.text", { length: fixed.length })}
          <Input
            value={text}
            maxLength={fixed.length}
            {...off}
            onChange={({ target }) => onTry({ scheme, text: target.value.toUpperCase() })}
          />
        </label>
      )}
      {note}
      {tried !== null && (
        <Button size="small" onClick={() => void choose()}>
          {t("plan:codes.choose")}
        </Button>
      )}
      {error !== null && (
        <p role="alert" className="og-fault">
          {reasonSentence(error)}
        </p>
      )}
    </div>
  );
}

const usualText = (id: CodeSchemeId): string =>
  CODE_SCHEMES[id].segments.find((segment) => segment.source === "text")?.usual ?? "";

function CodeTable({ data }: { readonly data: CodesReply }) {
  const t = useText();
  return data.communities.map(({ communityId, communityName, grids }) => (
    <table key={communityId} className="og-compare-table">
      <caption translate="no">{communityName}</caption>
      <thead>
        <tr>
          <th scope="col">{t("plan:codes.grid")}</th>
          <th scope="col">{t("plan:codes.code")}</th>
          <th scope="col">{t("plan:codes.from")}</th>
        </tr>
      </thead>
      <tbody>
        {grids.map(({ gridId, code, isKept, predecessors }) => (
          <tr key={gridId}>
            <th scope="row">{gridNumber(gridId)}</th>
            <td translate="no">{code}</td>
            <td>
              {isKept
                ? t("plan:codes.kept")
                : predecessors.length === 0
                  ? t("plan:codes.fresh")
                  : t("plan:codes.freshFrom", { codes: predecessors.map(shortCode).join("、") })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  ));
}
