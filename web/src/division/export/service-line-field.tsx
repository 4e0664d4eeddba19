import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Input, Space } from "antd";
import { useId, useState } from "react";
import { useMe } from "../../access/index.ts";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import { reasonSentence } from "../state/refusal-text.ts";
import { getServiceLine, putServiceLine } from "../state/routes.ts";

/** The number that residents call (服务电话), as it will stand on the boards of an area. */
export function ServiceLineField({ areaId }: { readonly areaId: string }) {
  const t = useText();
  const id = useId();
  const { data: me } = useMe();
  const [typed, setTyped] = useState<string | null>(null);
  const { stored, isInherited, save } = useServiceLine(areaId, () => setTyped(null));
  const shown = typed ?? stored;
  const mayChange = me?.canPlan === true;
  const unchanged = typed === null || typed.trim() === stored ? t("export:line.unchanged") : null;
  const usual = isInherited ? "export:line.inherited" : "export:line.about";
  const hint = mayChange ? usual : "export:line.notYours";
  return (
    <div className="og-export-field og-export-wide">
      <label htmlFor={id}>{t("export:line.label")}</label>
      <Space.Compact block>
        <Input
          id={id}
          value={shown}
          maxLength={40}
          inputMode="tel"
          disabled={!mayChange}
          title={mayChange ? undefined : t("export:line.notYours")}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setTyped(target.value)}
          onPressEnter={() => save.mutate(shown.trim())}
        />
        <ReasonedButton
          why={mayChange ? unchanged : t("export:line.notYours")}
          loading={save.isPending}
          onClick={() => save.mutate(shown.trim())}
        >
          {t("export:line.save")}
        </ReasonedButton>
      </Space.Compact>
      <small id={`${id}-hint`} className="og-muted" role="status">
        {save.isSuccess && typed === null ? t("export:line.saved") : t(hint)}
      </small>
      {save.error !== null && (
        <p role="alert" className="og-fault">
          {reasonSentence(save.error)}
        </p>
      )}
    </div>
  );
}

/** The number that is stored for an area, its own or that of an area above, and the way to change it. */
function useServiceLine(areaId: string, onSaved: () => void) {
  const client = useQueryClient();
  const queryKey = ["service-line", areaId];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(getServiceLine, { params: { id: areaId }, signal }),
  });
  const save = useMutation({
    mutationFn: (number: string) =>
      call(putServiceLine, { params: { id: areaId }, body: { number } }),
    onSuccess: (reply) => {
      client.setQueryData(queryKey, reply);
      onSaved();
    },
  });
  const stored = data?.number ?? "";
  return { stored, isInherited: stored !== "" && data?.isOwn === false, save };
}
