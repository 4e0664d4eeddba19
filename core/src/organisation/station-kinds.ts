/** Codes of a service station's kind, with the Chinese term, in the order of the domain. */
export const STATION_KINDS = [
  "service_centre", // 党群服务中心
  "red_station", // 红色驿站
  "compound_station", // 小区党群服务站
  "pioneer_station", // 先锋驿站
  "party_square", // 党建广场
  "worker_stop", // 户外劳动者之家, 城市驿站
  "mediation_room", // 调解室
  "guidance_station", // 指导站
  "service_window", // 办事窗口
  "incubator", // 孵化培育基地
] as const;
export type StationKind = (typeof STATION_KINDS)[number];
