import { Type, type Static } from "typebox";

/** How many people hold which role in each area of the asker's, today. */
export const AreaDutiesReply = Type.Object({
  duties: Type.Array(
    Type.Object({
      areaId: Type.String(),
      role: Type.String(),
      people: Type.Integer({ minimum: 1 }),
    }),
  ),
});
export type AreaDutiesReply = Static<typeof AreaDutiesReply>;
