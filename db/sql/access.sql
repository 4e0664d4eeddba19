-- countAccounts

select count(*)::int as count from account;

-- countDuties

select count(*)::int as count from duty where account_id is not null;

-- deleteExpiredSessions

delete
from "session"
where "expires_at" < $1;

-- deleteSession

delete
from "session"
where "token_hash" = $1;

-- findAccount

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "account"."password_hash" as "passwordHash"
from "account"
where "account"."closed_at" is null and "login" = $1;

-- findSession

select "session"."account_id" as "accountId", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "session"."seen_at" as "seenAt", "session"."expires_at" as "expiresAt"
from "session"
inner join "account" on "account"."id" = "session"."account_id"
where "token_hash" = $1 and "account"."closed_at" is null;

-- insertAccounts

insert into account (id, login, display_name, password_hash, is_demo)
select * from unnest(
  $1::text[],
  $2::text[],
  $3::text[],
  $4::text[],
  $5::bool[]
)
on conflict (login) do nothing;

-- insertSession

insert into "session" ("token_hash", "account_id", "seen_at", "expires_at")
values ($1, $2, $3, $4);

-- listDemoAccounts

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "account"."password_hash" as "passwordHash"
from "account"
where "account"."closed_at" is null and "is_demo" = $1 and login = any($2::text[]);

-- listDuties

select "duty"."id", "duty"."role", "duty"."area_id" as "areaId", "area"."path" as "areaPath", "area"."name" as "areaName", "area"."kind" as "areaKind", "duty"."categories", "duty"."unit_id" as "unitId"
from "duty"
inner join "area" on "area"."id" = "duty"."area_id"
where "duty"."account_id" = $1 and "duty"."valid_from" <= $2 and ("duty"."valid_to" is null or "duty"."valid_to" > $3)
order by "duty"."id";

-- saveDuties

insert into duty (id, account_id, role, area_id, display_name, categories, shift,
  max_open_cases, post)
select d.id, d.account_id, d.role, d.area_id, d.display_name,
  array(select jsonb_array_elements_text(d.categories)), d.shift, d.max_open_cases,
  ST_SetSRID(ST_MakePoint("d"."lng", "d"."lat"), 4326)
from jsonb_to_recordset($1::jsonb) as d (id text, account_id text, role text, area_id text, display_name text,
  categories jsonb, shift text, max_open_cases int, lng double precision, lat double precision)
on conflict (id) do update set account_id = excluded.account_id, role = excluded.role,
  area_id = excluded.area_id, display_name = excluded.display_name,
  categories = excluded.categories, shift = excluded.shift,
  max_open_cases = excluded.max_open_cases, post = excluded.post;

-- touchSession

update "session"
set "seen_at" = $1
where "token_hash" = $2;

-- writeAudit

insert into "audit" ("account_id", "action", "object", "detail")
values ($1, $2, $3, $4);
