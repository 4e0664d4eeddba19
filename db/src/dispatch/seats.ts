import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { inScope } from "../organisation/in-scope.ts";

/** A duty in which somebody may act for a body (部门). */
export interface SeatRow {
  readonly dutyId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: string;
  readonly areaName: string;
  readonly unitId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

interface SeatsAsked {
  /** Areas whose people the asker looks after. */
  readonly scope: readonly string[];
  readonly roles: readonly string[];
  readonly day: string;
}

/** Duties of a scope in some roles that are in force on a day or later, of accounts in use. */
export async function listSeats(db: Db, { scope, roles, day }: SeatsAsked): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select duty.id as "dutyId", account.login,
      account.display_name as "displayName", duty.role, area.name as "areaName",
      duty.unit_id as "unitId", to_char(duty.valid_from, 'YYYY-MM-DD') as "validFrom",
      to_char(duty.valid_to, 'YYYY-MM-DD') as "validTo"
    from duty join account on account.id = duty.account_id join area on area.id = duty.area_id
    where duty.role = any(${[...roles]}::text[]) and account.closed_at is null
      and not account.is_machine and ${inScope("duty.area_id", scope)}
      and (duty.valid_to is null or duty.valid_to > greatest(${day}::date, duty.valid_from))
    order by account.login, duty.id`.execute(db);
  return rows;
}

/** Lets duties act for another body, or for none. */
export async function bindSeats(
  trx: Db,
  seats: readonly { readonly dutyId: string; readonly unitId: string | null }[],
): Promise<void> {
  const given = JSON.stringify(
    seats.map(({ dutyId, unitId }) => ({ id: dutyId, unit_id: unitId })),
  );
  await sql`
    update duty set unit_id = seat.unit_id
    from jsonb_to_recordset(${given}::jsonb) as seat (id text, unit_id text)
    where duty.id = seat.id`.execute(trx);
}
