import type { AddressReply } from "@onegrid/core/dispatch/contract";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete } from "antd";
import { useEffect, useState } from "react";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { getAddresses } from "../board/requests.ts";
import { changeDraft, placeAtAddress } from "./report-store.ts";

type Hit = AddressReply["hits"][number];

const WAIT_MS = 150;

function useAddresses(words: string): readonly Hit[] {
  const [asked, setAsked] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const { data } = useQuery({
    queryKey: ["addresses", asked],
    enabled: asked !== "",
    queryFn: ({ signal }) => call(getAddresses, { query: { q: asked.slice(0, 60) }, signal }),
    placeholderData: (previous) => previous,
  });
  return asked === "" ? [] : (data?.hits ?? []);
}

/** An address, typed: the list shows where it may be, and a choice puts the report there. */
export function AddressField({ value }: { readonly value: string }) {
  const t = useText();
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  const hits = useAddresses(words === value ? "" : words);
  const options = hits.map((hit, at) => ({
    value: `${at}`,
    label: (
      <span className="og-address-hit">
        {hit.text} <small>{hit.detail}</small>
      </span>
    ),
  }));
  const choose = (at: string): void => {
    const hit = hits[Number(at)];
    if (hit === undefined) return;
    setWords(hit.text);
    placeAtAddress([hit.position[0], hit.position[1]], hit.text);
  };
  return (
    <AutoComplete
      id="og-report-address"
      value={words}
      options={options}
      style={{ width: "100%" }}
      aria-label={t("dispatch:report.address")}
      placeholder={t("dispatch:report.addressHint")}
      defaultActiveFirstOption
      onSelect={choose}
      onChange={(next: string, option) => {
        // A choice comes here too, with the number of its row for a text.
        if (option === undefined || !("label" in option)) setWords(next);
      }}
      onBlur={() => {
        if (words.trim() !== value) changeDraft({ address: words.trim() });
      }}
    />
  );
}
