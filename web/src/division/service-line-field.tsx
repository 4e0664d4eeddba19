import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Space } from "antd";
import { useId, useState } from "react";
import { useMe } from "../access/index.ts";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { reasonSentence } from "./refusal-text.ts";
import { getServiceLine, putServiceLine } from "./routes.ts";

/** The number that residents call (服务电话), as it will stand on the boards of an area. */
export function ServiceLineField({ areaId }: { readonly areaId: string }) {
  const t = useText();
  const id = useId();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [typed, setTyped] = useState<string | null>(null);
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
      setTyped(null);
    },
  });
  const stored = data?.number ?? "";
  const shown = typed ?? stored;
  const hint =
    stored !== "" && data?.isOwn === false ? "export:line.inherited" : "export:line.about";
  return (
    <div className="og-export-field og-export-wide">
      <label htmlFor={id}>{t("export:line.label")}</label>
      <Space.Compact block>
        <Input
          id={id}
          value={shown}
          maxLength={40}
          inputMode="tel"
          disabled={me?.canPlan !== true}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setTyped(target.value)}
          onPressEnter={() => save.mutate(shown.trim())}
        />
        <Button
          disabled={typed === null || typed.trim() === stored}
          loading={save.isPending}
          onClick={() => save.mutate(shown.trim())}
        >
          {t("export:line.save")}
        </Button>
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
