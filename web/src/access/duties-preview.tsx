import type { DutyBody } from "@onegrid/core/access/contract";
import type { DutiesPreview, DutiesWarning } from "@onegrid/core/access/preview-contract";
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useEffect, useState } from "react";
import { call } from "../api.ts";
import { isoDay } from "../i18n/days.ts";
import { count, useText, type Translate } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { postDutiesPreview } from "./account-api.ts";
import { verbWords } from "./explain-words.ts";
import "./duties-preview.css";

const PAUSE_MS = 350;

/** The last value, once it has rested for a moment: typing a date asks nothing of the server. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

export interface Shown {
  readonly preview: DutiesPreview | undefined;
  readonly error: unknown;
  readonly isBusy: boolean;
  /** Looks again: something has changed meanwhile. */
  readonly again: () => void;
}

/** What these duties would change; nothing while they are being filled in. */
export function useDutiesPreview(
  personId: string | null,
  duties: readonly DutyBody[],
  isWhole: boolean,
): Shown {
  const rested = useRested(duties);
  const isRested = rested === duties;
  const asked = useQuery({
    queryKey: ["duties-preview", personId, rested],
    enabled: personId !== null && isWhole && isRested,
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) =>
      call(postDutiesPreview, {
        params: { id: personId ?? "" },
        body: { duties: [...rested] },
        signal,
      }),
  });
  const isShown = isWhole && isRested;
  return {
    preview: isShown && !asked.isFetching ? asked.data : undefined,
    error: isShown ? asked.error : null,
    isBusy: personId !== null && isWhole && (!isRested || asked.isFetching),
    again: () => void asked.refetch(),
  };
}

interface DutiesPreviewProps {
  readonly shown: Shown;
  /** It was saved too late: this is how things are now. */
  readonly isAfresh: boolean;
}

/** What changes before it does: permissions, what comes into sight and goes out of it, and warnings. */
export function DutiesPreviewPart({
  shown: { preview, error, isBusy },
  isAfresh,
}: DutiesPreviewProps) {
  const t = useText();
  return (
    <section className="og-duties-preview" aria-live="polite" aria-busy={isBusy}>
      <h2>{t("staff:preview.title")}</h2>
      {isAfresh && <Alert type="warning" showIcon title={t("staff:preview.afresh")} />}
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} />}
      {preview === undefined && isBusy && <p className="og-muted">{t("staff:preview.busy")}</p>}
      {preview !== undefined && <Changes preview={preview} />}
    </section>
  );
}

const SIGHT = ["cases", "grids", "plans", "buildings", "households"] as const;

function Changes({ preview }: { readonly preview: DutiesPreview }) {
  const t = useText();
  const moved = SIGHT.filter((what) => preview[what].gained + preview[what].lost > 0);
  const isNothing = preview.permissions.length + moved.length + preview.warnings.length === 0;
  return (
    <>
      {preview.warnings.map((warning) => (
        <Alert
          key={JSON.stringify(warning)}
          type="warning"
          showIcon
          title={warningWords(warning, t)}
        />
      ))}
      {isNothing && <p className="og-muted">{t("staff:preview.nothing")}</p>}
      {preview.day > isoDay(new Date()) && (
        <p className="og-muted">{t("staff:preview.day", { day: preview.day })}</p>
      )}
      <ul className="og-preview-list">
        {preview.permissions.map(({ areaId, areaName, gained, lost }) => (
          <li key={areaId}>
            <strong translate="no">{areaName}</strong>
            <Words sign="+" words={gained.map((one) => verbWords(one, t))} />
            <Words sign="−" words={lost.map((one) => verbWords(one, t))} />
          </li>
        ))}
        {moved.map((what) => (
          <li key={what}>
            <strong>{t(`staff:preview.${what}`)}</strong>
            <Amount sign="+" amount={preview[what].gained} />
            <Amount sign="−" amount={preview[what].lost} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface WordsProps {
  readonly sign: "+" | "−";
  readonly words: readonly string[];
}

function Words({ sign, words }: WordsProps) {
  const t = useText();
  if (words.length === 0) return null;
  return (
    <span className={sign === "+" ? "og-preview-more" : "og-preview-less"}>
      {t(sign === "+" ? "staff:preview.gains" : "staff:preview.loses", { what: words.join("、") })}
    </span>
  );
}

function Amount({ sign, amount }: { readonly sign: "+" | "−"; readonly amount: number }) {
  const t = useText();
  if (amount === 0) return null;
  return (
    <span className={sign === "+" ? "og-preview-more" : "og-preview-less"}>
      {t(sign === "+" ? "staff:preview.appears" : "staff:preview.disappears", {
        count: count(amount),
      })}
    </span>
  );
}

function warningWords(warning: DutiesWarning, t: Translate): string {
  if (warning.code === "nobody-manages")
    return t("staff:preview.nobodyManages", { area: warning.areaName });
  if (warning.code === "cases-in-hand")
    return t("staff:preview.casesInHand", { count: count(warning.cases) });
  const { grids, named } = warning;
  return t("staff:preview.gridsWithout", {
    area: warning.areaName,
    role: t(`shell:role.${warning.role}`),
    count: count(grids),
    names: `${named.join("、")}${grids > named.length ? "…" : ""}`,
  });
}
