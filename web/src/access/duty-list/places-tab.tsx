import type { DutyListReply, ListedPlace } from "@onegrid/core/dispatch/duty-list-contract";
import { Button, Table } from "antd";
import { useState } from "react";
import { count, useText } from "../../i18n/index.ts";
import { newChangeKey, placeVersionKey, useDutyDraft } from "./duty-draft.ts";
import { dayWords } from "./duty-words.ts";
import { EndDialog, type AskedPlaceEnd } from "./end-dialog.tsx";
import { whenOf } from "./entry-filter.ts";

interface PlacesTabProps {
  readonly list: DutyListReply;
  readonly today: string;
  readonly isKeeper: boolean;
}

/** Special grids (专属网格), property areas and lanes: places with an outline of their own, with their days. */
export function PlacesTab({ list, today, isKeeper }: PlacesTabProps) {
  const t = useText();
  const [asked, setAsked] = useState<AskedPlaceEnd | null>(null);
  return (
    <>
      <p className="og-muted">{t("duties:placesAbout")}</p>
      <Table<ListedPlace>
        size="small"
        rowKey={placeVersionKey}
        dataSource={list.places}
        scroll={{ x: 820 }}
        locale={{ emptyText: t("duties:noPlaces") }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t("duties:place"),
            render: (_, place) => (
              <span className="og-duty-place">
                <span className="og-key-state">{t(`duties:kind.${place.kind}`)}</span>
                <strong translate="no">{place.name}</strong>
                <PendingTag place={place} />
              </span>
            ),
          },
          { title: t("duties:code"), render: (_, { code }) => <span translate="no">{code}</span> },
          { title: t("duties:inArea"), dataIndex: "areaName" },
          {
            title: t("duties:buffer"),
            render: (_, { bufferMetres }) =>
              bufferMetres === null ? "—" : t("duties:metres", { metres: count(bufferMetres) }),
          },
          {
            title: t("duties:entriesHere"),
            render: (_, place) => count(entriesOf(list, place, today)),
          },
          {
            title: t("duties:daysHeld"),
            render: (_, place) => <span className="og-duty-days">{dayWords(place, t)}</span>,
          },
          ...(isKeeper
            ? [
                {
                  title: t("duties:acts"),
                  render: (_: unknown, place: ListedPlace) =>
                    whenOf(place, today) !== "ended" && (
                      <EndButton place={place} onAsk={setAsked} />
                    ),
                },
              ]
            : []),
        ]}
      />
      {asked !== null && (
        <EndDialog asked={asked} today={list.today} onLeave={() => setAsked(null)} />
      )}
    </>
  );
}

const entriesOf = ({ entries }: DutyListReply, place: ListedPlace, day: string): number =>
  entries.filter((entry) => entry.areaId === place.id && whenOf(entry, day) === "present").length;

/** The end of a place that is not saved yet. */
const useKeptEnd = (place: ListedPlace) =>
  useDutyDraft(({ changes }) =>
    changes.find(
      (each) => each.kind === "endPlace" && placeVersionKey(each.ended) === placeVersionKey(place),
    ),
  );

function PendingTag({ place }: { readonly place: ListedPlace }) {
  const t = useText();
  return useKeptEnd(place) && <span className="og-office-tag">{t("duties:pending")}</span>;
}

interface EndButtonProps {
  readonly place: ListedPlace;
  readonly onAsk: (asked: AskedPlaceEnd) => void;
}

function EndButton({ place, onAsk }: EndButtonProps) {
  const t = useText();
  const kept = useKeptEnd(place);
  return (
    <Button
      size="small"
      type="link"
      aria-label={t("duties:endOf", { name: place.name })}
      onClick={() =>
        onAsk({
          kind: "endPlace",
          ended: place,
          key: kept?.key ?? newChangeKey(),
          validTo: kept?.kind === "endPlace" ? kept.validTo : null,
        })
      }
    >
      {t("duties:end")}
    </Button>
  );
}
