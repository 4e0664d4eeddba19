import { Type, type Static } from "typebox";
import { CaseCard } from "./contract.ts";
import { Id } from "./contract/contract-fields.ts";

/** Some cards by their ids; those that the asker does not see are left out. */
export const CardsQuery = Type.Object({
  /** At most a hundred, parted by commas. */
  ids: Type.String({ pattern: String.raw`^[\w-]{1,64}(,[\w-]{1,64}){0,99}$` }),
});
export type CardsQuery = Static<typeof CardsQuery>;
export const CardsReply = Type.Object({ cards: Type.Array(CaseCard) });
export type CardsReply = Static<typeof CardsReply>;

/** Open cases with some words in number, address or description: their ids, the newest first. */
export const FoundQuery = Type.Object({ text: Type.String({ minLength: 1, maxLength: 100 }) });
export const FoundReply = Type.Object({
  ids: Type.Array(Id),
  /** More fit than are listed: other words narrow them. */
  hasMore: Type.Boolean(),
});
export type FoundReply = Static<typeof FoundReply>;
