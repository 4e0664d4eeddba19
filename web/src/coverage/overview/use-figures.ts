import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageFigures, CoverageTrend } from "@onegrid/core/coverage/figures-contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, route } from "../../api.ts";

const getFigures = route<undefined, CoverageFigures>()("GET", "/api/coverage/:key/figures");

/** The figures of a result, or of one area in it; those before stay until the new ones are there. */
export const useFigures = ({ key }: Pick<CoverageReply, "key">, areaId: string | null) =>
  useQuery({
    queryKey: ["coverage-figures", key, areaId],
    queryFn: ({ signal }) =>
      call(getFigures, {
        params: { key },
        query: areaId === null ? {} : { area: areaId },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

const getTrend = route<undefined, CoverageTrend>()("GET", "/api/coverage/:key/trend");

/** Figures of the result's definition on the days on which they were kept. */
export const useTrend = ({ key }: Pick<CoverageReply, "key">, areaId: string | null) =>
  useQuery({
    queryKey: ["coverage-trend", key, areaId],
    queryFn: ({ signal }) =>
      call(getTrend, {
        params: { key },
        query: areaId === null ? {} : { area: areaId },
        signal,
      }),
  });
