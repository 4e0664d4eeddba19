import type { Language } from "@onegrid/core/dispatch";
import type { Open311Discovery } from "@onegrid/core/dispatch/open311-contract";
import type { FastifyRequest } from "fastify";
import { MEDIA } from "./answer.ts";

/** When the doors changed last. */
const CHANGESET = "2026-11-22T00:00:00Z";

/** Which addresses this server answers at, in the words of whoever asked for it. */
export function discovery(
  { protocol, host }: Pick<FastifyRequest, "protocol" | "host">,
  base: string,
  language: Language,
): Open311Discovery {
  const isEnglish = language === "en";
  return {
    changeset: CHANGESET,
    contact: isEnglish ? "The administrator of this installation" : "本系统管理员",
    key_service: isEnglish
      ? "An administrator makes interface keys: menu, Interface keys"
      : "由管理员在“接口密钥”页面发放",
    endpoints: [
      {
        specification: "http://wiki.open311.org/GeoReport_v2",
        url: `${protocol}://${host}${base}`,
        changeset: CHANGESET,
        type: "production",
        formats: [MEDIA.xml, MEDIA.json],
      },
    ],
  };
}
