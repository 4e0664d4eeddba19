-- endWebhook

update "webhook"
set "ended_at" = $1
where "id" = $2 and "ended_at" is null;

delete
from "webhook_delivery"
where "webhook_id" = $1 and "state" = $2;

-- insertWebhook

insert into "webhook" ("id", "name", "url", "secret", "epoch", "position", "key_id", "made_by", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- listBehind

select "webhook"."id", "webhook"."key_id" as "keyId", "webhook"."name", "webhook"."url", "webhook"."secret", "webhook"."epoch", "webhook"."position", "webhook"."made_at" as "madeAt", "webhook"."ended_at" as "endedAt"
from "webhook"
inner join "event_head" on "event_head"."id" = $1
where "ended_at" is null and ("webhook"."position" < "event_head"."position" or "webhook"."epoch" <> "event_head"."epoch");

-- listDeliveries

select "position", "case_id" as "caseId", "version", "verb", "at", "state", "attempts", "next_at" as "nextAt", "last_status" as "lastStatus", "last_fault" as "lastFault"
from "webhook_delivery"
where "webhook_id" = $1 and "state" = $2
order by "position" desc
limit $3;

-- listWebhooks

select "webhook"."id", "webhook"."key_id" as "keyId", "webhook"."name", "webhook"."url", "webhook"."secret", "webhook"."epoch", "webhook"."position", "webhook"."made_at" as "madeAt", "webhook"."ended_at" as "endedAt", "account"."display_name" as "keyName", (select count(*)::int from webhook_delivery
where webhook_id = webhook.id and state = $1) as "waiting", (select count(*)::int from webhook_delivery
where webhook_id = webhook.id and state = $2) as "dead", (select max(done_at) from webhook_delivery
    where webhook_id = webhook.id and state = 'delivered') as "deliveredAt" from "webhook" inner join "api_key" on "api_key"."id" = "webhook"."key_id" inner join "account" on "account"."id" = "api_key"."account_id" where key_id = any($3::text[]) order by "webhook"."made_at" desc, "webhook"."id";

-- purgeDeliveries

delete
from "webhook_delivery"
where "state" = $1 and "done_at" < $2;

delete
from "webhook_delivery"
where "state" = $1 and "done_at" < $2;

-- reviveDeliveries

update "webhook_delivery"
set "state" = $1, "attempts" = $2, "next_at" = $3, "done_at" = $4
where "webhook_id" = $5 and "state" = $6 and position = any($7::bigint[]);

-- saveDeliveries

insert into "webhook_delivery" ("position", "version", "verb", "at", "webhook_id", "case_id", "next_at")
values ($1, $2, $3, $4, $5, $6, $7);

update "webhook"
set "epoch" = $1, "position" = $2
where "id" = $3;

-- saveTry

update "webhook_delivery"
set "state" = $1, "attempts" = "attempts" + $2, "done_at" = $3, "next_at" = $4, "last_status" = $5, "last_fault" = $6
where "webhook_id" = $7 and "position" = $8 and "state" = $9;

-- takeDeliveries

with due as (
  select webhook_id, position from webhook_delivery
  where state = 'waiting' and next_at <= $1
  order by next_at, position limit $2 for update skip locked),
taken as (
  update webhook_delivery d set next_at = $3
  from due where d.webhook_id = due.webhook_id and d.position = due.position
  returning d.*)
select taken.webhook_id as "webhookId", webhook.key_id as "keyId", webhook.url, webhook.secret,
  taken.position, taken.case_id as "caseId", taken.version, taken.verb, taken.at, taken.attempts
from taken join webhook on webhook.id = taken.webhook_id
order by taken.position;

-- takeWebhook

select "webhook"."id", "webhook"."key_id" as "keyId", "webhook"."name", "webhook"."url", "webhook"."secret", "webhook"."epoch", "webhook"."position", "webhook"."made_at" as "madeAt", "webhook"."ended_at" as "endedAt"
from "webhook"
where "webhook"."id" = $1 and "ended_at" is null
for update skip locked;

-- deleteContact

delete
from "reporter_contact"
where "case_id" = $1;

-- hasContact

select exists (select 1 from reporter_contact where case_id = $1) as found;

-- listContacts

select "case_id" as "caseId", "sealed", "agreed_at" as "agreedAt", "written_by" as "writtenBy"
from "reporter_contact"
order by "case_id";

-- loadContact

select "case_id" as "caseId", "sealed", "agreed_at" as "agreedAt", "written_by" as "writtenBy"
from "reporter_contact"
where "case_id" = $1;

-- purgeContacts

delete from reporter_contact c using dispatch_case d
where d.id = c.case_id and least(
  d.reported_at + make_interval(hours => $1::int),
  case when d.state <> all($2::text[])
    then coalesce(d.closed_at, d.updated_at)
      + make_interval(hours => $3::int) end) <= $4
returning c.case_id as "caseId";

-- saveContact

insert into "reporter_contact" ("case_id", "sealed", "agreed_at", "written_by")
values ($1, $2, $3, $4)
on conflict ("case_id") do update
set "sealed" = $5, "agreed_at" = $6, "written_by" = $7;

-- countOpenAt

select community_id as "communityId", category as "categoryId", count(*)::int as count
from dispatch_case
where reported_at < $1 and not is_rehearsal
  and (state = any($2::text[]) or coalesce(closed_at, updated_at) >= $3)
group by community_id, category;

-- listClosedCases

select "card" as "case", "community_id" as "communityId"
from "dispatch_case"
where "state" = $1 and "is_rehearsal" = $2 and "closed_at" >= $3 and "closed_at" < $4 and "id" > $5
order by "id"
limit $6;

-- listPublicPlaces

select "id", "name", "kind", "parent_id" as "parentId"
from "area"
where "valid_to" is null
order by "code", "id";

-- listReportedCases

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where (("scope_path" && $1::text[] and "category" like any($2::text[]) and "level" = any($3::text[])) or "assignee_id" = any($4::text[]) or "helper_ids" && $5::text[]) and "is_rehearsal" = $6 and "reported_at" >= $7 and "reported_at" <= $8 and state = any($9::text[]) and category = any($10::text[])
order by "reported_at" desc, "id"
limit $11 offset $12;

-- findPlaceNames

select id, name, true as "isArea" from area where id = any($1::text[])
union all
select id, name, false from grid_version where id = any($2::text[]);

-- listCasesOfFacts

with cell as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key from case_cell where (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[]))) and scope_path @> $5::text[]
), own as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $6::text), 1) + 1],
    grid_version_id, '') as key from dispatch_case
  where (assignee_id = any($7::text[]) or helper_ids && $8::text[])
    and not (("scope_path" && $9::text[] and "category" like any($10::text[]) and "level" = any($11::text[]))) and scope_path @> $12::text[] and not is_rehearsal
), groups as materialized (
  select key, (row_number() over ())::int as no
  from (select key from cell union select key from own) as keys
), place as materialized (
  select array_agg(groups.no order by n) as nos
  from generate_series(1, (select max(id) from cell)) n
    left join cell on cell.id = n left join groups using (key)
), behind as (
  select case_id, reported_at from (
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $13 and "s"."reported_at" < $14
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $15 and "s"."total_due_at" < $16
  then 65536 else 0 end + case when "s"."closed_at" >= $17 and "s"."closed_at" < $18
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from unnest($19::timestamptz[]) with ordinality as length (since, nth),
lateral (
  select case_id, cell_id, facts, reported_at, total_due_at, closed_at, updated_at
  from case_standing where (length_class, reported_at) >= (nth::int - 1, since)
    and (length_class, reported_at) < (nth::int - 1, $20::timestamptz) and (facts is not null and updated_at < $21) and (reported_at >= $22 and reported_at < $23
or coalesce(total_due_at >= $24 and total_due_at < $25, false)
or coalesce(closed_at >= $26 and closed_at < $27, false)) offset 0
) s
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $28 and "s"."reported_at" < $29
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $30 and "s"."total_due_at" < $31
  then 65536 else 0 end + case when "s"."closed_at" >= $32 and "s"."closed_at" < $33
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from case_standing s where facts & 16 <> 0 and (facts is not null and updated_at < $34) and not (reported_at >= $35 and reported_at < $36
or coalesce(total_due_at >= $37 and total_due_at < $38, false)
or coalesce(closed_at >= $39 and closed_at < $40, false)) and reported_at >= $41 and reported_at < $42
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $43 and "s"."reported_at" < $44
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $45 and "s"."total_due_at" < $46
  then 65536 else 0 end + case when "s"."closed_at" >= $47 and "s"."closed_at" < $48
  then 131072 else 0 end) as code, groups.no
from own join groups using (key) join case_standing s on s.case_id = own.id
where reported_at >= $49 and reported_at < $50 and (facts is not null and updated_at < $51) and ((reported_at >= $52 and reported_at < $53
or coalesce(total_due_at >= $54 and total_due_at < $55, false)
or coalesce(closed_at >= $56 and closed_at < $57, false)) or facts & 16 <> 0)) as settled
  where code = any($58::int[]) and no is not null
    and ($59::text is null or no = (select no from groups where key = $60))
  union all
  select case_id, reported_at from case_standing
  where case_id = any($61::text[]) and reported_at >= $62 and reported_at < $63
)
select case_id as id from behind order by reported_at desc, case_id limit $64;

with cell as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key from case_cell where (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[]))) and scope_path @> $5::text[]
), own as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $6::text), 1) + 1],
    grid_version_id, '') as key from dispatch_case
  where (assignee_id = any($7::text[]) or helper_ids && $8::text[])
    and not (("scope_path" && $9::text[] and "category" like any($10::text[]) and "level" = any($11::text[]))) and scope_path @> $12::text[] and not is_rehearsal
), groups as materialized (
  select key, (row_number() over ())::int as no
  from (select key from cell union select key from own) as keys
), place as materialized (
  select array_agg(groups.no order by n) as nos
  from generate_series(1, (select max(id) from cell)) n
    left join cell on cell.id = n left join groups using (key)
), behind as (
  select case_id, reported_at from (
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $13 and "s"."reported_at" < $14
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $15 and "s"."total_due_at" < $16
  then 65536 else 0 end + case when "s"."closed_at" >= $17 and "s"."closed_at" < $18
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from unnest($19::timestamptz[]) with ordinality as length (since, nth),
lateral (
  select case_id, cell_id, facts, reported_at, total_due_at, closed_at, updated_at
  from case_standing where (length_class, reported_at) >= (nth::int - 1, since)
    and (length_class, reported_at) < (nth::int - 1, $20::timestamptz) and (facts is not null and updated_at < $21) and (reported_at >= $22 and reported_at < $23
or coalesce(total_due_at >= $24 and total_due_at < $25, false)
or coalesce(closed_at >= $26 and closed_at < $27, false)) offset 0
) s
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $28 and "s"."reported_at" < $29
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $30 and "s"."total_due_at" < $31
  then 65536 else 0 end + case when "s"."closed_at" >= $32 and "s"."closed_at" < $33
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from case_standing s where facts & 16 <> 0 and (facts is not null and updated_at < $34) and not (reported_at >= $35 and reported_at < $36
or coalesce(total_due_at >= $37 and total_due_at < $38, false)
or coalesce(closed_at >= $39 and closed_at < $40, false)) and reported_at >= $41 and reported_at < $42
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $43 and "s"."reported_at" < $44
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $45 and "s"."total_due_at" < $46
  then 65536 else 0 end + case when "s"."closed_at" >= $47 and "s"."closed_at" < $48
  then 131072 else 0 end) as code, groups.no
from own join groups using (key) join case_standing s on s.case_id = own.id
where reported_at >= $49 and reported_at < $50 and (facts is not null and updated_at < $51) and ((reported_at >= $52 and reported_at < $53
or coalesce(total_due_at >= $54 and total_due_at < $55, false)
or coalesce(closed_at >= $56 and closed_at < $57, false)) or facts & 16 <> 0)) as settled
  where code = any($58::int[]) and no is not null
    and ($59::text is null or no = (select no from groups where key = $60))
  union all
  select case_id, reported_at from case_standing
  where case_id = any($61::text[]) and reported_at >= $62 and reported_at < $63
)
select case_id as id from behind order by reported_at desc, case_id limit $64;

with cell as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key from case_cell where (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[]))) and scope_path @> $5::text[]
), own as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $6::text), 1) + 1],
    grid_version_id, '') as key from dispatch_case
  where (assignee_id = any($7::text[]) or helper_ids && $8::text[])
    and not (("scope_path" && $9::text[] and "category" like any($10::text[]) and "level" = any($11::text[]))) and scope_path @> $12::text[] and not is_rehearsal
), groups as materialized (
  select key, (row_number() over ())::int as no
  from (select key from cell union select key from own) as keys
), place as materialized (
  select array_agg(groups.no order by n) as nos
  from generate_series(1, (select max(id) from cell)) n
    left join cell on cell.id = n left join groups using (key)
), behind as (
  select case_id, reported_at from (
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $13 and "s"."reported_at" < $14
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $15 and "s"."total_due_at" < $16
  then 65536 else 0 end + case when "s"."closed_at" >= $17 and "s"."closed_at" < $18
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from unnest($19::timestamptz[]) with ordinality as length (since, nth),
lateral (
  select case_id, cell_id, facts, reported_at, total_due_at, closed_at, updated_at
  from case_standing where (length_class, reported_at) >= (nth::int - 1, since)
    and (length_class, reported_at) < (nth::int - 1, $20::timestamptz) and (facts is not null and updated_at < $21) and (reported_at >= $22 and reported_at < $23
or coalesce(total_due_at >= $24 and total_due_at < $25, false)
or coalesce(closed_at >= $26 and closed_at < $27, false)) offset 0
) s
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $28 and "s"."reported_at" < $29
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $30 and "s"."total_due_at" < $31
  then 65536 else 0 end + case when "s"."closed_at" >= $32 and "s"."closed_at" < $33
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from case_standing s where facts & 16 <> 0 and (facts is not null and updated_at < $34) and not (reported_at >= $35 and reported_at < $36
or coalesce(total_due_at >= $37 and total_due_at < $38, false)
or coalesce(closed_at >= $39 and closed_at < $40, false)) and reported_at >= $41 and reported_at < $42
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $43 and "s"."reported_at" < $44
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $45 and "s"."total_due_at" < $46
  then 65536 else 0 end + case when "s"."closed_at" >= $47 and "s"."closed_at" < $48
  then 131072 else 0 end) as code, groups.no
from own join groups using (key) join case_standing s on s.case_id = own.id
where reported_at >= $49 and reported_at < $50 and (facts is not null and updated_at < $51) and ((reported_at >= $52 and reported_at < $53
or coalesce(total_due_at >= $54 and total_due_at < $55, false)
or coalesce(closed_at >= $56 and closed_at < $57, false)) or facts & 16 <> 0)) as settled
  where code = any($58::int[]) and no is not null
    and ($59::text is null or no = (select no from groups where key = $60))
  union all
  select case_id, reported_at from case_standing
  where case_id = any($61::text[]) and reported_at >= $62 and reported_at < $63
)
select case_id as id from behind order by reported_at desc, case_id limit $64;

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where id = any($1::text[]);

-- listGridPlaces

select v.id, v.code, v.name, v.household_count as households,
  ST_X("v"."inside") as lng, ST_Y("v"."inside") as lat
from (
  select id, code, name, household_count, community_id,
    ST_PointOnSurface("geom") as inside
  from grid_version where valid_to is null
) v join area a on a.id = v.community_id
where $1::text is null or a.path && array[$2::text]
order by v.code;

-- listPlacedReports

with report as materialized (
  select id, grid_version_id, place, reported_at from dispatch_case
  where reported_at >= $1 and reported_at < $2 and (("scope_path" && $3::text[] and "category" like any($4::text[]) and "level" = any($5::text[])) or "assignee_id" = any($6::text[]) or "helper_ids" && $7::text[])
    and not is_rehearsal and state not in ('rejected', 'merged', 'cancelled')
    and ($8::text is null or scope_path @> array[$9::text])
    and ($10::text is null
      or category like any($11::text[]))
)
select report.id as "caseId", coalesce(own.id, found.id) as "gridId",
  (extract(epoch from reported_at) * 1000)::double precision as "reportedAt"
from report
left join grid_version own on own.id = report.grid_version_id and own.valid_to is null
left join lateral (
  select v.id from grid_version v
  where own.id is null and v.valid_to is null
    and ST_Covers("v"."geom", "report"."place")
  order by v.code limit 1
) found on true
order by report.id;

-- readGroundOfGrids

select ST_AsGeoJSON((select ST_Multi(ST_CollectionExtract(ST_Union(ST_MakeValid(part.geom)), 3))
from (select geom
from grid_version
where id = any($1::text[])) as part), 9)::json as ground;

-- listLogsUntil

select case_id as "caseId", jsonb_agg(event order by version) as events from case_event
where case_id = any($1::text[]) and at < $2
group by case_id;

-- listUnsettledCases

with cell as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key from case_cell where (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[]))) and scope_path @> $5::text[]
), own as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $6::text), 1) + 1],
    grid_version_id, '') as key from dispatch_case
  where (assignee_id = any($7::text[]) or helper_ids && $8::text[])
    and not (("scope_path" && $9::text[] and "category" like any($10::text[]) and "level" = any($11::text[]))) and scope_path @> $12::text[] and not is_rehearsal
)
select s.case_id as id, (extract(epoch from s.updated_at) * 1000)::float8 as "updatedAt", cell.key
from unnest($13::timestamptz[]) with ordinality as length (since, nth),
lateral (
  select case_id, cell_id, facts, reported_at, total_due_at, closed_at, updated_at
  from case_standing where (length_class, reported_at) >= (nth::int - 1, since)
    and (length_class, reported_at) < (nth::int - 1, $14::timestamptz) and facts is not null and updated_at >= $15 offset 0
) s join cell on cell.id = s.cell_id
union all
select s.case_id as id, (extract(epoch from s.updated_at) * 1000)::float8 as "updatedAt", cell.key from case_standing s join cell on cell.id = s.cell_id
where s.facts is null and s.reported_at < $16
union all
select s.case_id as id, (extract(epoch from s.updated_at) * 1000)::float8 as "updatedAt", own.key from own join case_standing s on s.case_id = own.id
where s.reported_at < $17 and (s.facts is null or s.updated_at >= $18)
order by id;

-- tallyFacts

select set_config('enable_sort', 'off', true), set_config('work_mem', '64MB', true);

with cell as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key from case_cell where (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[]))) and scope_path @> $5::text[]
), own as materialized (
  select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $6::text), 1) + 1],
    grid_version_id, '') as key from dispatch_case
  where (assignee_id = any($7::text[]) or helper_ids && $8::text[])
    and not (("scope_path" && $9::text[] and "category" like any($10::text[]) and "level" = any($11::text[]))) and scope_path @> $12::text[] and not is_rehearsal
), groups as materialized (
  select key, (row_number() over ())::int as no
  from (select key from cell union select key from own) as keys
), place as materialized (
  select array_agg(groups.no order by n) as nos
  from generate_series(1, (select max(id) from cell)) n
    left join cell on cell.id = n left join groups using (key)
), counted as (
  select no, code, count(*)::int as count
  from (
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $13 and "s"."reported_at" < $14
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $15 and "s"."total_due_at" < $16
  then 65536 else 0 end + case when "s"."closed_at" >= $17 and "s"."closed_at" < $18
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from unnest($19::timestamptz[]) with ordinality as length (since, nth),
lateral (
  select case_id, cell_id, facts, reported_at, total_due_at, closed_at, updated_at
  from case_standing where (length_class, reported_at) >= (nth::int - 1, since)
    and (length_class, reported_at) < (nth::int - 1, $20::timestamptz) and (facts is not null and updated_at < $21) and (reported_at >= $22 and reported_at < $23
or coalesce(total_due_at >= $24 and total_due_at < $25, false)
or coalesce(closed_at >= $26 and closed_at < $27, false)) offset 0
) s
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $28 and "s"."reported_at" < $29
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $30 and "s"."total_due_at" < $31
  then 65536 else 0 end + case when "s"."closed_at" >= $32 and "s"."closed_at" < $33
  then 131072 else 0 end) as code, (select nos from place)[s.cell_id] as no
from case_standing s where facts & 16 <> 0 and (facts is not null and updated_at < $34) and not (reported_at >= $35 and reported_at < $36
or coalesce(total_due_at >= $37 and total_due_at < $38, false)
or coalesce(closed_at >= $39 and closed_at < $40, false)) and reported_at >= $41 and reported_at < $42
union all
select s.case_id, s.reported_at, (s.facts + case when "s"."reported_at" >= $43 and "s"."reported_at" < $44
  then 32768 else 0 end
+ case when "s"."total_due_at" >= $45 and "s"."total_due_at" < $46
  then 65536 else 0 end + case when "s"."closed_at" >= $47 and "s"."closed_at" < $48
  then 131072 else 0 end) as code, groups.no
from own join groups using (key) join case_standing s on s.case_id = own.id
where reported_at >= $49 and reported_at < $50 and (facts is not null and updated_at < $51) and ((reported_at >= $52 and reported_at < $53
or coalesce(total_due_at >= $54 and total_due_at < $55, false)
or coalesce(closed_at >= $56 and closed_at < $57, false)) or facts & 16 <> 0)) as settled
  where no is not null group by no, code
)
select key, code, count from counted join groups using (no);

-- countCasesWithoutSpans

select count(*)::int as count from dispatch_case c where not has_spans and (("c"."scope_path" && $1::text[] and "c"."category" like any($2::text[]) and "c"."level" = any($3::text[])) or "c"."assignee_id" = any($4::text[]) or "c"."helper_ids" && $5::text[]);

-- insertSpans

insert into case_span (case_id, version, from_at, to_at, state, step, level, category, severity,
  unit_id, member_id, is_running, yellow_at, due_at, place)
select * from jsonb_to_recordset($1::jsonb) as given (
  case_id text, version int, from_at timestamptz, to_at timestamptz, state text, step text,
  level text, category text, severity text, unit_id text, member_id text, is_running boolean,
  yellow_at timestamptz, due_at timestamptz, place jsonb);

-- listCasesAt

with span as (
  select s.*
  from unnest($1::timestamptz[]) with ordinality as length (after, nth),
    lateral (
      select * from case_span where length_class = length.nth::int - 1
        and from_at > length.after and from_at <= $2 and to_at > $3 offset 0
    ) s
  union all
  select s.* from case_span s where s.to_at is null and s.from_at <= $4
)
select c.id, c.number, coalesce(s.place ->> 'address', c.address) as address,
  case when s.place is null then c.community_id else s.place ->> 'communityId' end
    as "communityId",
  case when s.place is null then ST_X("c"."place")
    else (s.place #>> '{position,0}')::double precision end as lng,
  case when s.place is null then ST_Y("c"."place")
    else (s.place #>> '{position,1}')::double precision end as lat,
  (extract(epoch from "c"."reported_at") * 1000)::double precision as "reportedAt", c.is_rehearsal as "isRehearsal",
  s.version, (extract(epoch from "s"."from_at") * 1000)::double precision as "from", s.state, s.step, s.level, s.category as "categoryId",
  s.severity, s.unit_id as "unitId", s.member_id as "memberId", s.is_running as "isRunning",
  (extract(epoch from "s"."yellow_at") * 1000)::double precision as "yellowAt", (extract(epoch from "s"."due_at") * 1000)::double precision as "dueAt"
from span s, lateral (select * from dispatch_case where id = s.case_id offset 0) c
where (("c"."scope_path" && $5::text[] and "c"."category" like any($6::text[]) and "c"."level" = any($7::text[])) or "c"."assignee_id" = any($8::text[]) or "c"."helper_ids" && $9::text[])
limit $10;

-- listDutiesOn

select d.id as "dutyId", p.display_name as name, d.role, d.shift, d.area_id as "areaId",
  a.path as "areaPath"
from duty d join account p on p.id = d.account_id join area a on a.id = d.area_id
where a.path && $1::text[] and (p.closed_at is null or p.closed_at > $2)
  and d.valid_from <= $3::date and (d.valid_to is null or d.valid_to > $4::date)
order by d.area_id, d.role, p.display_name, d.id;

-- markSpansMade

update dispatch_case set has_spans = true
where id = any($1::text[]);

-- saveSpanStep

with moment as (
  select greatest($1::timestamptz, max(greatest(from_at, to_at))) as at
  from case_span where case_id = $2
), of_no_length as (
  delete from case_span s using moment
  where s.case_id = $3 and s.to_at is null and s.from_at >= moment.at
), ended as (
  update case_span s
  set to_at = coalesce(s.to_at, moment.at), place = coalesce(s.place, $4::jsonb)
  from moment
  where s.case_id = $5 and (s.to_at is not null or s.from_at < moment.at)
    and (s.to_at is null or $6::jsonb is not null)
)
select moment.at from moment, dispatch_case c
where c.id = $7 and c.has_spans;

insert into "case_span" ("case_id", "version", "from_at", "state", "step", "level", "category", "severity", "unit_id", "member_id", "is_running", "yellow_at", "due_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- takeCasesWithoutSpans

select id from dispatch_case where not has_spans order by id limit $1
for update skip locked;

select id as "caseId", coalesce(jsonb_agg(e.event order by e.version)
  filter (where e.version is not null), '[]') as events
from unnest($1::text[]) as held (id) left join case_event e on e.case_id = id
group by id order by id;

-- appendCaseEvent

insert into "case_event" ("case_id", "version", "verb", "at", "actor_id", "role", "event", "previous_hash", "hash")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

insert into "case_text" ("case_id", "version", "field", "body", "salt")
values ($1, $2, $3, $4, $5);

-- claimAnswer

insert into "command_answer" ("account_id", "idempotency_key", "case_id", "answer")
values ($1, $2, $3, $4)
on conflict ("account_id", "idempotency_key") do nothing;

-- findAddressNear

select case when address <> '' then address else name end as address from building
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) and (address <> '' or name <> '')
order by ST_Distance("geom", ST_SetSRID(ST_MakePoint($5, $6), 4326)) limit 1;

-- findCaseByNumber

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where "number" = $1 and (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[])) or "assignee_id" = any($5::text[]) or "helper_ids" && $6::text[]);

-- findGridAt

select "id", "code", "name", "community_id" as "communityId"
from "grid_version"
where ST_Covers("geom", ST_SetSRID(ST_MakePoint($1, $2), 4326)) and "community_id" = $3 and "valid_from" <= $4 and ("valid_to" is null or "valid_to" > $5)
order by "code"
limit $6;

-- findGridName

select "name"
from "grid_version"
where "id" = $1;

-- findKnownSources

select source_id as id from dispatch_case
where source_id = any($1::text[]);

-- findNames

select id, display_name as name from account where id = any($1::text[])
union all
select id, name from area where id = any($2::text[])
union all
select id, name from department where id = any($3::text[]);

-- findPhotos

select "hash"
from "photo"
where "hash" in ($1);

-- findRecommendation

select "inputs", "result"
from "recommendation"
where "id" = $1 and "case_id" = $2;

-- findTeamArea

select asked.id from unnest($1::text[]) with ordinality as asked (id, nearness)
where exists (select 1 from duty d where d.area_id = asked.id and d.account_id is not null
  and d.role = any($2::text[]))
order by asked.nearness limit 1;

-- hasUnit

select exists (select 1 from duty d where d.account_id is not null and (d.unit_id = $1
  or (d.unit_id is null and d.area_id = $2 and d.role = any($3::text[]))
)) as found;

-- insertCase

insert into "dispatch_case" ("id", "number", "source_id", "has_spans", "version", "state", "category", "level", "severity", "channel", "address", "place", "grid_version_id", "community_id", "scope_path", "assignee_id", "reported_at", "due_at", "soon_at", "closed_at", "updated_at", "alarm_at", "facts", "total_due_at", "is_rehearsal", "helper_ids", "called_at", "is_help_pending", "meeting_at", "is_meeting_pending", "card")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ST_SetSRID(ST_MakePoint($12, $13), 4326), $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32);

-- insertCaseHistories

insert into dispatch_case (id, number, version, state, category, level, severity, channel,
  source_id, address, place, grid_version_id, community_id, scope_path, assignee_id,
  reported_at, due_at, soon_at, closed_at, updated_at, alarm_at, facts, total_due_at, card, has_spans)
select id, day || '-' || lpad(nextval('case_number')::text, 6, '0'), version, state, category,
  level, severity, channel, source_id, address,
  ST_SetSRID(ST_MakePoint("lng", "lat"), 4326), grid_version_id, community_id,
  array(select jsonb_array_elements_text(scope_path)), assignee_id,
  reported_at, due_at, soon_at, closed_at, updated_at, alarm_at, facts, total_due_at, card, true
from jsonb_to_recordset($1::jsonb) as given (
  id text, day text, version int, state text, category text, level text, severity text,
  channel text, source_id text, address text, lng double precision, lat double precision,
  grid_version_id text, community_id text, scope_path jsonb, assignee_id text,
  reported_at timestamptz, due_at timestamptz, soon_at timestamptz, closed_at timestamptz,
  updated_at timestamptz, alarm_at timestamptz, facts int, total_due_at timestamptz, card jsonb);

insert into case_event (case_id, version, verb, at, actor_id, role, event, previous_hash, hash)
select e ->> 'caseId', (e ->> 'version')::int, e ->> 'verb',
  to_timestamp((e ->> 'at')::double precision / 1000), e -> 'actor' ->> 'id',
  e -> 'actor' ->> 'role', e, previous_hash, hash
from (
  select entry -> 0 as e, entry ->> 1 as previous_hash, entry ->> 2 as hash
  from jsonb_array_elements($1::jsonb) as given (entry)
) as logged;

insert into case_text (case_id, version, field, body, salt)
select * from unnest(
  $1::text[],
  $2::int[],
  $3::text[],
  $4::text[],
  $5::text[]
);

insert into case_span (case_id, version, from_at, to_at, state, step, level, category, severity,
  unit_id, member_id, is_running, yellow_at, due_at, place)
select * from jsonb_to_recordset($1::jsonb) as given (
  case_id text, version int, from_at timestamptz, to_at timestamptz, state text, step text,
  level text, category text, severity text, unit_id text, member_id text, is_running boolean,
  yellow_at timestamptz, due_at timestamptz, place jsonb);

-- lastEventHash

select "hash"
from "case_event"
where "case_id" = $1
order by "version" desc
limit $2;

-- listCaseEvents

select "e"."event", "e"."version", "e"."hash", "e"."previous_hash", "a"."display_name"
from "case_event" as "e"
left join "account" as "a" on "a"."id" = "e"."actor_id"
where "e"."case_id" = $1
order by "e"."version";

select "version", "field", "body"
from "case_text"
where "case_id" = $1;

-- listCases

with "mine" as (select "id", '999999999999999'::bigint - (extract(epoch from "updated_at") * 1000)::bigint as "rank", (extract(epoch from "reported_at") * 1000)::bigint as "reported" from "dispatch_case" where (("scope_path" && $1::text[] and "category" like any($2::text[]) and "level" = any($3::text[])) or "assignee_id" = any($4::text[]) or "helper_ids" && $5::text[]) and state = any($6::text[]) and scope_path @> $7::text[] and (category = $8 or starts_with(category, $9)
    or starts_with(category, $10)) and "level" = $11 and "severity" = $12 and "assignee_id" = $13 and (number ilike $14 or address ilike $15
    or card ->> 'description' ilike $16) and ((assignee_id is not null and card #>> '{assignee,unitId}' = $17::text) and reported_at >= $18::timestamptz and reported_at < $19::timestamptz and "place" && ST_MakeEnvelope($20, $21, $22, $23, 4326) and (soon_at <= $24::timestamptz
    and (due_at is null or due_at > $25::timestamptz)))) select "counted"."total", "c"."number", "c"."card" as "case", "c"."scope_path" as "scopePath", concat_ws('.', listed.rank, listed.reported, listed.id) as "mark" from (select count(*)::int as total from mine) as "counted" left join (select * from "mine" where (rank, -reported, id)
> ($26::bigint, -$27::bigint, $28::text) order by "rank", "reported" desc, "id" limit $29) as "listed" on true left join "dispatch_case" as "c" on "c"."id" = "listed"."id" order by "listed"."rank", "listed"."reported" desc, "listed"."id";

-- listCasesNear

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where "place" && ST_MakeEnvelope($1, $2, $3, $4, 4326) and (("scope_path" && $5::text[] and "category" like any($6::text[]) and "level" = any($7::text[])) or "assignee_id" = any($8::text[]) or "helper_ids" && $9::text[]) and "state" not in ($10, $11, $12) and ("closed_at" is null or "closed_at" >= $13)
order by "reported_at" desc
limit $14;

-- listEndedCases

select "number", "card" as "case", "scope_path" as "scopePath" from "dispatch_case" where state in ('closed', 'rejected', 'merged', 'cancelled') and (("scope_path" && $1::text[] and "category" like any($2::text[]) and "level" = any($3::text[])) or "assignee_id" = any($4::text[]) or "helper_ids" && $5::text[]) and "level" = $6 and "assignee_id" = $7 and (category = any($8::text[]) or number ilike $9
or address ilike $10 or card ->> 'description' ilike $11) order by "updated_at" desc, "id" limit $12;

-- endDutyEntries

update duty_entry e set valid_to = given."validTo", ended_by = $1::text,
  ended_at = $2::timestamptz
from jsonb_to_recordset($3::jsonb) as given (id text, "validTo" date)
where e.id = given.id;

-- endDutyPlaces

update duty_place p set valid_to = given."validTo", ended_by = $1::text,
  ended_at = $2::timestamptz
from jsonb_to_recordset($3::jsonb)
  as given (id text, "validFrom" date, "validTo" date)
where p.id = given.id and p.valid_from = given."validFrom";

-- findDutyPlaceName

select name from duty_place where id = $1 order by valid_from desc limit 1;

-- findDutyPlacesAt

select id, code, buffer_metres as "bufferMetres",
  case when kind = 'lane' then ST_AsGeoJSON("geom", 9)::json end as line
from duty_place
where "geom" && ST_MakeEnvelope($1, $2, $3, $4, 4326) and valid_from <= $5::date and (valid_to is null or valid_to > $6::date)
  and (kind = 'lane' or ST_Covers("geom", ST_SetSRID(ST_MakePoint($7, $8), 4326)))
order by id;

-- findScopeOf

select a.id from (select ST_SetSRID(ST_GeomFromGeoJSON($1::text), 4326) as geom) given
join area a on a.valid_to is null
  and (ST_Covers("a"."geom", given.geom)
    or (a.parent_id is null and ST_Covers("a"."geom", ST_PointOnSurface(given.geom))))
order by cardinality(a.path) desc, a.code limit 1;

-- hasDutyList

select exists (select from duty_entry e join area a on a.id = e.scope_id
  where a.path && array[$1]::text[] and "e"."valid_from" <= $2::date
and ("e"."valid_to" is null or "e"."valid_to" > $3::date)) as found;

-- listDutyEntries

select id, unit_id as "unitId", area_id as "areaId", area_kind as "areaKind",
nullif(categories, '{}') as categories, priority, clause,
to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo", scope_id as "scopeId", coalesce(
  (select a.name from area a where a.id = area_id),
  (select g.name from grid_version g where g.code = area_id order by g.valid_from desc limit 1),
  (select p.name from duty_place p where p.id = area_id order by p.valid_from desc limit 1)
) as "areaName" from duty_entry where scope_id in
      (select unnest(path) from area where path && $1::text[]) order by valid_from, id;

-- listDutyEntriesFor

select id, unit_id as "unitId", area_id as "areaId", area_kind as "areaKind",
nullif(categories, '{}') as categories, priority, clause,
to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo", coalesce(
  (select a.name from area a where a.id = area_id),
  (select g.name from grid_version g where g.code = area_id order by g.valid_from desc limit 1),
  (select p.name from duty_place p where p.id = area_id order by p.valid_from desc limit 1)
) as "areaName" from duty_entry
  where area_id = any($1::text[]) and valid_from <= $2::date and (valid_to is null or valid_to > $3::date) order by id;

-- listDutyPlaces

select id, kind, code, name, scope_id as "scopeId", buffer_metres as "bufferMetres",
  ST_AsGeoJSON("geom", 9)::json as geometry, to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
  to_char(valid_to, 'YYYY-MM-DD') as "validTo"
from duty_place where true order by kind, code, valid_from;

-- listDutyTargets

select id, kind, code, name, id as "scopeId" from area
  where valid_to is null and kind in ('district', 'street', 'community')
union all
select code, 'grid', code, name, community_id from grid_version where valid_from <= $1::date and (valid_to is null or valid_to > $2::date)
union all
select distinct on (id) id, kind, code, name, scope_id from duty_place
  where valid_to is null or valid_to > $3::date
order by kind, code, id;

-- listPlacesNear

select c.id as "caseId", p.id, to_char(p.valid_from, 'YYYY-MM-DD') as "validFrom"
from dispatch_case c join duty_place p on "p"."geom" && ST_Expand("c"."place", $1)
and ("p"."kind" = 'lane' or ST_Covers("p"."geom", "c"."place"))
where c.id = any($2::text[]);

-- listGivenPlacesNear

with p as materialized (
  select id, kind, "validFrom", ST_SetSRID(ST_GeomFromGeoJSON(geometry::text), 4326) as geom
  from jsonb_to_recordset($1::jsonb) as given (id text, kind text,
    geometry jsonb, "validFrom" text))
select c.id as "caseId", p.id, p."validFrom"
from dispatch_case c join p on "p"."geom" && ST_Expand("c"."place", $2)
and ("p"."kind" = 'lane' or ST_Covers("p"."geom", "c"."place"))
where c.id = any($3::text[]);

-- lockDutyList

select pg_advisory_xact_lock(hashtext('onegrid.duty-list'));

-- saveDutyEntries

insert into duty_entry (id, unit_id, categories, area_kind, area_id, scope_id, priority, clause,
  valid_from, valid_to, made_by, made_at)
select id, "unitId",
  array(select jsonb_array_elements_text(coalesce(nullif(categories, 'null'::jsonb), '[]'))),
  "areaKind", "areaId", "scopeId", priority, clause, "validFrom", "validTo",
  $1::text, $2::timestamptz
from jsonb_to_recordset($3::jsonb) as given (id text, "unitId" text,
  categories jsonb, "areaKind" text, "areaId" text, "scopeId" text, priority int, clause text,
  "validFrom" date, "validTo" date);

-- saveDutyPlaces

insert into duty_place (id, kind, code, name, scope_id, geom, buffer_metres, valid_from,
  valid_to, made_by, made_at)
select id, kind, code, name, "scopeId", ST_SetSRID(ST_GeomFromGeoJSON(geometry::text), 4326), "bufferMetres",
  "validFrom", "validTo", $1::text, $2::timestamptz
from jsonb_to_recordset($3::jsonb) as given (id text, kind text,
  code text, name text, "scopeId" text, geometry jsonb, "bufferMetres" int, "validFrom" date,
  "validTo" date);

-- bindSeats

update duty set unit_id = seat.unit_id
from jsonb_to_recordset($1::jsonb) as seat (id text, unit_id text)
where duty.id = seat.id;

-- countEntriesOfBodies

select unit_id as id, count(*)::int as count from duty_entry
where unit_id = any($1::text[])
  and (valid_to is null or valid_to > greatest($2::date, valid_from))
group by unit_id order by unit_id;

-- listCasesOfBodies

select "number", "card" as "case", "scope_path" as "scopePath" from "dispatch_case" where state = any($1::text[]) and (helper_ids && $2::text[]
or card -> 'assignee' ->> 'unitId' = any($3::text[])) order by "number";

-- listDepartmentVersions

select v.department_id as "departmentId", v.name, v.kind, v.area_ids as "areaIds", v.categories,
  to_char(v.valid_to, 'YYYY-MM-DD') as "validTo", to_char(v.since, 'YYYY-MM-DD') as since,
  account.display_name as "madeBy"
from department_version v left join account on account.id = v.made_by
where v.department_id = any($1::text[])
order by v.made_at desc, v.id;

-- listDirectory

select "id", "area_ids" as "areaIds", "name", "kind", "categories", to_char(department.valid_to, 'YYYY-MM-DD') as "validTo" from "department" where exists (
select from area where area.id = any(department.area_ids)
  and (area.path && $1::text[] or exists (select from area as own
    where own.id = any($2::text[]) and own.path && array[area.id]))) order by "name", "id";

select "id" from "department" where id = any($1::text[]) and exists (select from duty d
where d.unit_id = department.id and d.account_id is not null
  and (d.role in ('unit_intake', 'unit_leader', 'unit_handler')
    or d.role = 'team_member' and not department.kind <> all($2::text[]))
  and d.valid_from <= $3::date and (d.valid_to is null or d.valid_to > $4::date)) order by "id";

-- listSeats

select duty.id as "dutyId", account.login,
  account.display_name as "displayName", duty.role, area.name as "areaName",
  duty.unit_id as "unitId", to_char(duty.valid_from, 'YYYY-MM-DD') as "validFrom",
  to_char(duty.valid_to, 'YYYY-MM-DD') as "validTo"
from duty join account on account.id = duty.account_id join area on area.id = duty.area_id
where duty.role = any($1::text[]) and account.closed_at is null
  and not account.is_machine and "duty"."area_id" in (select id from area where path && $2::text[])
  and (duty.valid_to is null or duty.valid_to > greatest($3::date, duty.valid_from))
order by account.login, duty.id;

-- lockDepartments

select pg_advisory_xact_lock(hashtext('onegrid.departments'));

-- saveDepartments

insert into department (id, name, kind, area_ids, categories, valid_to)
select d.id, d.name, d.kind, array(select jsonb_array_elements_text("d"."area_ids")), array(select jsonb_array_elements_text("d"."categories")), d.valid_to from jsonb_to_recordset($1::jsonb)
as d (id text, name text, kind text, area_ids jsonb, categories jsonb, valid_to date)
on conflict (id) do update set name = excluded.name, kind = excluded.kind,
  area_ids = excluded.area_ids, categories = excluded.categories,
  valid_to = excluded.valid_to;

insert into department_version
  (id, department_id, name, kind, area_ids, categories, valid_to, since, made_by, made_at)
select gen_random_uuid()::text, d.id, d.name, d.kind, array(select jsonb_array_elements_text("d"."area_ids")), array(select jsonb_array_elements_text("d"."categories")),
  d.valid_to, $1::date, $2, $3 from jsonb_to_recordset($4::jsonb)
as d (id text, name text, kind text, area_ids jsonb, categories jsonb, valid_to date);

-- listBodies

select "id", "name", "kind", exists (select from duty d
where d.unit_id = department.id and d.account_id is not null
  and (d.role in ('unit_intake', 'unit_leader', 'unit_handler')
    or d.role = 'team_member' and not department.kind <> all($1::text[]))
  and d.valid_from <= $2::date and (d.valid_to is null or d.valid_to > $3::date)) as "isStaffed" from "department" where area_ids && $4::text[] and (department.valid_to is null or department.valid_to > $5::date) order by (select max(cardinality(area.path)) from area
      where area.id = any(department.area_ids) and area.id = any($6::text[])) desc, "name", "id";

-- listDepartments

select "id", "area_ids" as "areaIds", "name", "kind", "categories", exists (select from duty d
where d.unit_id = department.id and d.account_id is not null
  and (d.role in ('unit_intake', 'unit_leader', 'unit_handler')
    or d.role = 'team_member' and not department.kind <> all($1::text[]))
  and d.valid_from <= $2::date and (d.valid_to is null or d.valid_to > $3::date)) as "isStaffed" from "department" where exists (
select from area where area.id = any(department.area_ids)
  and (area.path && $4::text[] or exists (select from area as own
    where own.id = any($5::text[]) and own.path && array[area.id]))) and (department.valid_to is null or department.valid_to > $6::date) and department.kind <> all($7::text[]) order by "name", "id";

-- listTeams

select a.id, a.name from area a
where a.valid_to is null
  and (a.path && $1::text[] or exists (select from area own
    where own.id = any($2::text[]) and own.path && array[a.id]))
  and exists (select from duty d where d.area_id = a.id and d.unit_id is null
    and d.account_id is not null and d.role = any($3::text[])
    and d.valid_from <= $4::date
    and (d.valid_to is null or d.valid_to > $5::date))
order by cardinality(a.path), a.code;

-- countReported

select key, count(*)::int as count from (
  select coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key from dispatch_case
  where reported_at >= $2 and reported_at < $3 and ((("scope_path" && $4::text[] and "category" like any($5::text[]) and "level" = any($6::text[])) or "assignee_id" = any($7::text[]) or "helper_ids" && $8::text[]) and not is_rehearsal and scope_path @> $9::text[])
) as reported
group by key order by key;

-- listCalledCases

select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key, card -> 'cooperations' as cooperations
from dispatch_case
where called_at >= $2 and reported_at < $3 and ((("scope_path" && $4::text[] and "category" like any($5::text[]) and "level" = any($6::text[])) or "assignee_id" = any($7::text[]) or "helper_ids" && $8::text[]) and not is_rehearsal and scope_path @> $9::text[])
order by id;

-- listMeetingCases

select id, coalesce(
    scope_path[coalesce(array_position(scope_path, $1::text), 1) + 1],
    grid_version_id, '') as key, card -> 'consultations' as consultations
from dispatch_case
where meeting_at >= $2 and reported_at < $3 and ((("scope_path" && $4::text[] and "category" like any($5::text[]) and "level" = any($6::text[])) or "assignee_id" = any($7::text[]) or "helper_ids" && $8::text[]) and not is_rehearsal and scope_path @> $9::text[])
order by id;

-- listMeetingPending

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where "is_meeting_pending" = $1 and (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[])) or "assignee_id" = any($5::text[]) or "helper_ids" && $6::text[])
order by "meeting_at" desc, "id"
limit $7;

-- listStaffed

select "id" from "department" where id = any($1::text[]) and exists (select from duty d
where d.unit_id = department.id and d.account_id is not null
  and (d.role in ('unit_intake', 'unit_leader', 'unit_handler')
    or d.role = 'team_member' and not department.kind <> all($2::text[]))
  and d.valid_from <= $3::date and (d.valid_to is null or d.valid_to > $4::date)) order by "id";

-- listHelpPending

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where "is_help_pending" = $1 and (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[])) or "assignee_id" = any($5::text[]) or "helper_ids" && $6::text[])
order by "called_at" desc, "id"
limit $7;

-- servesCase

select "id" from "department" where "id" = $1 and area_ids && $2::text[] and (department.valid_to is null or department.valid_to > $3::date) and exists (select from duty d
where d.unit_id = department.id and d.account_id is not null
  and (d.role in ('unit_intake', 'unit_leader', 'unit_handler')
    or d.role = 'team_member' and not department.kind <> all($4::text[]))
  and d.valid_from <= $5::date and (d.valid_to is null or d.valid_to > $6::date)) and department.kind <> all($7::text[]);

-- listDutyHolders

select d.id as "dutyId", d.account_id as "accountId", d.display_name as "displayName", d.role,
  d.area_id as "areaId", a.kind as "areaKind", d.unit_id as "unitId",
  grid_code_on(d.grid_code, $1::date) as "gridCode", d.categories, d.shift, d.max_open_cases as "maxOpenCases",
  case when d.post is not null then json_build_array(ST_X("d"."post"), ST_Y("d"."post")) end as post,
  coalesce(load.open, 0)::int as "openCases",
  case when load.place is not null then json_build_array(ST_X("load"."place"), ST_Y("load"."place")) end as "presentJob"
from duty d join area a on a.id = d.area_id join account p on p.id = d.account_id
left join (
  select c.assignee_id, count(*) as open,
    (array_agg(c.place order by c.updated_at desc)
      filter (where c.state = 'in_progress' and c.place is not null))[1] as place
  from dispatch_case c
  where c.state in ('dispatched', 'in_progress')
  group by c.assignee_id
) load on load.assignee_id = d.account_id
where d.role = any($2::text[]) and p.closed_at is null
  and (a.id = any($3::text[])
    or a.path && array[$4]::text[])
  and d.valid_from <= $5::date and (d.valid_to is null or d.valid_to > $6::date)
order by d.id;

-- saveBatch

insert into "dispatch_batch" ("id", "account_id", "made_at", "inputs", "result")
values ($1, $2, $3, $4, $5);

insert into "recommendation" ("id", "case_id", "case_version", "account_id", "made_at", "inputs", "result")
values ($1, $2, $3, $4, $5, $6, $7);

-- saveRecommendation

insert into "recommendation" ("id", "case_id", "case_version", "account_id", "made_at", "inputs", "result")
values ($1, $2, $3, $4, $5, $6, $7);

-- dropAlarm

update "dispatch_case"
set "alarm_at" = $1
where "id" = $2;

-- hasDueAlarm

select exists (select 1 from dispatch_case where alarm_at <= $1) as found;

-- putOffAlarm

update "dispatch_case"
set "alarm_at" = $1
where "id" = $2;

-- countRosterLines

select count(*)::int as "count"
from "roster_line"
where "duty_id" = $1;

-- deleteRosterLine

delete
from "roster_line"
where "id" = $1;

-- findRosterDuty

select "duty"."id" as "dutyId", "account"."display_name" as "name", "duty"."role", "duty"."shift", "duty"."area_id" as "areaId", "area"."path" as "areaPath"
from "duty"
inner join "account" on "account"."id" = "duty"."account_id"
inner join "area" on "area"."id" = "duty"."area_id"
where "account"."closed_at" is null and "duty"."valid_from" <= $1 and ("duty"."valid_to" is null or "duty"."valid_to" > $2) and "duty"."id" = $3;

-- findRosterLine

select "duty"."id" as "dutyId", "area"."path" as "areaPath"
from "roster_line"
inner join "duty" on "duty"."id" = "roster_line"."duty_id"
inner join "area" on "area"."id" = "duty"."area_id"
where "roster_line"."id" = $1;

-- insertRosterLine

delete from roster_line where duty_id = $1 and day = $2::date
and ($3 or start_minute is null);

insert into "roster_line" ("id", "duty_id", "weekday", "day", "start_minute", "end_minute", "rests_on_holidays")
values ($1, $2, $3, $4, $5, $6, $7);

-- listRosterDuties

select "duty"."id" as "dutyId", "account"."display_name" as "name", "duty"."role", "duty"."shift", "duty"."area_id" as "areaId", "area"."path" as "areaPath"
from "duty"
inner join "account" on "account"."id" = "duty"."account_id"
inner join "area" on "area"."id" = "duty"."area_id"
where "account"."closed_at" is null and "duty"."valid_from" <= $1 and ("duty"."valid_to" is null or "duty"."valid_to" > $2) and "duty"."area_id" = $3
order by "duty"."role", "account"."display_name", "duty"."id";

-- listHandedUp

select c.id, c.number, c.category as "categoryId", c.address, mine.at as "handedUpAt", c.level,
  c.state = any($1::text[]) as "isOpen"
from (select case_id, max(at) as at from case_event
  where actor_id = $2 and verb = 'escalate' and at >= $3
  group by case_id) mine
join dispatch_case c on c.id = mine.case_id
where c.scope_path && $4::text[] and ((("scope_path" && $5::text[] and "category" like any($6::text[]) and "level" = any($7::text[])) or "assignee_id" = any($8::text[]) or "helper_ids" && $9::text[])) is not true
order by mine.at desc, c.id limit $10;

-- forgetCasePage

delete
from "case_presence"
where "page_id" = $1 and "account_id" = $2;

-- listCasePages

select p.account_id as "accountId", p.case_id as "caseId", p.role, p.is_writing as "isWriting",
  p.seen_at as "seenAt", a.display_name as name, c.scope_path as path,
  c.category as "categoryId", c.level, c.assignee_id as "assigneeId"
from case_presence p join account a on a.id = p.account_id
  join dispatch_case c on c.id = p.case_id
order by p.case_id, a.display_name, p.account_id, p.page_id;

-- noteCasePage

with before as (select case_id, is_writing from case_presence where page_id = $1)
insert into case_presence (page_id, account_id, case_id, role, is_writing, seen_at)
values ($2, $3, $4, $5, $6,
  $7)
on conflict (page_id) do update set case_id = excluded.case_id, role = excluded.role,
  is_writing = excluded.is_writing, seen_at = excluded.seen_at
where case_presence.account_id = excluded.account_id
returning not exists (select from before where case_id = $8
  and is_writing = $9) as "isNews";

-- purgeCasePages

delete
from "case_presence"
where "seen_at" < $1;

-- forgetStaffPosition

delete
from "staff_position"
where "account_id" = $1;

-- keepStaffPosition

insert into staff_position (account_id, place, accuracy_metres, measured_at, received_at)
select $1, ST_GeomFromWKB($2::bytea, 4326), $3::double precision,
  $4::timestamptz, $5::timestamptz
on conflict (account_id) do update set place = excluded.place,
  accuracy_metres = excluded.accuracy_metres, measured_at = excluded.measured_at,
  received_at = excluded.received_at
where excluded.measured_at > staff_position.measured_at
  and excluded.received_at >= staff_position.received_at
    + $6::int * interval '1 millisecond'
returning account_id;

-- listShiftDuties

select "id" as "dutyId", "role", "area_id" as "areaId", "shift"
from "duty"
where "account_id" = $1 and "role" in ($2) and "valid_from" <= $3 and ("valid_to" is null or "valid_to" > $4)
order by "id";

-- listAllStaffPositions

select account_id as "accountId", json_build_array(ST_X("place"), ST_Y("place")) as position,
  accuracy_metres as "accuracyMetres", measured_at as "measuredAt",
  received_at as "receivedAt"
from staff_position order by received_at desc limit $1;

-- listLocatedDuties

select d.id as "dutyId", d.account_id as "accountId", p.display_name as "displayName", d.role,
  d.area_id as "areaId", a.name as "areaName", a.path as "areaPath", d.shift,
  coalesce(load.open, 0)::int as "openCases"
from staff_position s join account p on p.id = s.account_id
join duty d on d.account_id = s.account_id join area a on a.id = d.area_id
left join (
  select c.assignee_id, count(*) as open from dispatch_case c
  where c.state in ('dispatched', 'in_progress')
  group by c.assignee_id
) load on load.assignee_id = d.account_id
where d.role = any($1::text[]) and p.closed_at is null
  and d.valid_from <= $2::date and (d.valid_to is null or d.valid_to > $3::date)
order by d.id;

-- listStaffPositions

select account_id as "accountId", json_build_array(ST_X("place"), ST_Y("place")) as position,
  accuracy_metres as "accuracyMetres", measured_at as "measuredAt",
  received_at as "receivedAt"
from staff_position where account_id = any($1::text[]) order by account_id;

-- purgeStaffPositions

delete
from "staff_position"
where "received_at" < $1;

-- listRosterLines

select l.id, l.duty_id as "dutyId", d.area_id as "areaId", d.role, l.weekday,
  to_char(l.day, 'YYYY-MM-DD') as day, l.rests_on_holidays as "restsOnHolidays",
  case when l.start_minute is not null then json_build_object('startMinute', l.start_minute,
    'endMinute', l.end_minute) end as hours
from roster_line l join duty d on d.id = l.duty_id join account a on a.id = d.account_id
where d.area_id = any($1::text[]) and a.closed_at is null
  and (l.day is null or l.day between $2::date and $3::date)
order by l.day nulls first, l.weekday, l.start_minute, l.id;

-- endActivation

update "activation"
set "ended_at" = $1, "ended_by" = $2
where "id" = $3 and "ended_at" is null;

-- findActivationAt

select "activation"."id", "activation"."kind"
from "activation_area" as "part"
inner join "activation" on "activation"."id" = "part"."activation_id"
where "part"."community_id" = $1 and "part"."is_on" = $2;

-- findActivationByKey

select "activation"."id", "area_id" as "areaId", "area"."name" as "areaName", "activation"."kind", "activation"."name", "plan_version" as "planVersion", (ST_AsGeoJSON("activation"."ring", 9)::json -> 'coordinates' -> 0) as "ring", "started_at" as "startedAt", "ended_at" as "endedAt", (select count(*)::int from activation_area part
where part.activation_id = activation.id) as "communities", (select count(*)::int from work_group w
where w.activation_id = activation.id) as "groups", (select count(*)::int from work_post w
where w.activation_id = activation.id) as "posts", (select count(w.account_id)::int from work_post w
where w.activation_id = activation.id) as "filled", "intent_hash" as "intentHash" from "activation" inner join "area" on "area"."id" = "activation"."area_id" where "started_by" = $1 and "idempotency_key" = $2;

-- holdActivations

select pg_advisory_xact_lock(hashtext('onegrid.activation'));

-- insertActivation

insert into "activation" ("id", "area_id", "plan_version", "kind", "name", "ring", "started_at", "started_by", "idempotency_key", "intent_hash")
values ($1, $2, $3, $4, $5, ST_SetSRID(ST_GeomFromGeoJSON($6), 4326), $7, $8, $9, $10);

insert into activation_area (activation_id, community_id, is_on)
select $1, id, true from unnest($2::text[]) as id;

insert into work_group (activation_id, community_id, group_key, name, place)
select part.activation_id, part.community_id, g.item ->> 'key', g.item ->> 'name', g.place
from activation_area part join emergency_plan plan on plan.area_id = $1
  cross join lateral jsonb_array_elements(plan.groups) with ordinality as g (item, place)
where part.activation_id = $2 and g.item ->> 'mode' = 'emergency';

insert into work_post (activation_id, community_id, group_key, post_key, seat, name, place,
  is_lead, account_id)
select part.activation_id, part.community_id, post.group_key, post.post_key, s.seat, post.name,
  post.place, post.is_lead, p.id
from (
  select g.item ->> 'key' as group_key, p.item ->> 'key' as post_key, p.item ->> 'name' as name,
    p.place, (p.item ->> 'isLead')::boolean as is_lead, (p.item ->> 'seats')::int as seats
  from emergency_plan plan
    cross join lateral jsonb_array_elements(plan.groups) as g (item)
    cross join lateral jsonb_array_elements(g.item -> 'posts') with ordinality as p (item, place)
  where plan.area_id = $1 and g.item ->> 'mode' = 'emergency'
) post
  cross join lateral generate_series(1, post.seats) as s (seat)
  join activation_area part on part.activation_id = $2
  left join emergency_holder h on h.area_id = $3 and h.community_id = part.community_id
    and h.group_key = post.group_key and h.post_key = post.post_key and h.seat = s.seat
  left join account p on p.id = h.account_id and p.closed_at is null;

-- listActivated

select "area"."id" as "communityId", "area"."name" as "name", "activation"."name" as "activation"
from "activation_area" as "part"
inner join "activation" on "activation"."id" = "part"."activation_id"
inner join "area" on "area"."id" = "part"."community_id"
where "part"."is_on" = $1 and part.community_id = any($2::text[])
order by "area"."code";

-- listActivationAreas

select "area"."id", "area"."name", "area"."code", "area"."path"
from "activation_area" as "part"
inner join "area" on "area"."id" = "part"."community_id"
where "part"."activation_id" = $1 and area.path && $2::text[]
order by "area"."code", "area"."id";

-- listActivations

select "activation"."id", "area_id" as "areaId", "area"."name" as "areaName", "activation"."kind", "activation"."name", "plan_version" as "planVersion", (ST_AsGeoJSON("activation"."ring", 9)::json -> 'coordinates' -> 0) as "ring", "started_at" as "startedAt", "ended_at" as "endedAt", (select count(*)::int from activation_area part
where part.activation_id = activation.id) as "communities", (select count(*)::int from work_group w
where w.activation_id = activation.id) as "groups", (select count(*)::int from work_post w
where w.activation_id = activation.id) as "posts", (select count(w.account_id)::int from work_post w
where w.activation_id = activation.id) as "filled" from "activation" inner join "area" on "area"."id" = "activation"."area_id" where exists (select 1 from activation_area part
join area c on c.id = part.community_id
where part.activation_id = activation.id and c.path && $1::text[]) and "ended_at" is null order by ended_at is not null, "started_at" desc, "activation"."id" limit $2;

-- listCommunitiesMeeting

select "id" from "area" where "kind" = $1 and "valid_to" is null and ("geom" && ST_SetSRID(ST_GeomFromGeoJSON($2), 4326) and ST_Area(ST_Intersection("geom",
ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON($3), 4326)))) > 0) order by "code", "id";

-- listOwnPosts

select "w"."activation_id" as "activationId", "w"."community_id" as "communityId", "area"."name" as "community", "g"."name" as "group", "w"."name" as "post", "w"."seat", "w"."is_lead" as "isLead", "account"."display_name" as "holder"
from "work_post" as "w"
inner join "work_group" as "g" on "g"."activation_id" = "w"."activation_id" and "g"."community_id" = "w"."community_id" and "g"."group_key" = "w"."group_key"
inner join "area" on "area"."id" = "w"."community_id"
left join "account" on "account"."id" = "w"."account_id"
inner join "activation" on "activation"."id" = "w"."activation_id"
where "w"."account_id" = $1 and "activation"."ended_at" is null
order by "area"."code", "g"."place", "w"."place", "w"."seat";

-- listWorkPosts

select "w"."activation_id" as "activationId", "w"."community_id" as "communityId", "area"."name" as "community", "g"."name" as "group", "w"."name" as "post", "w"."seat", "w"."is_lead" as "isLead", "account"."display_name" as "holder"
from "work_post" as "w"
inner join "work_group" as "g" on "g"."activation_id" = "w"."activation_id" and "g"."community_id" = "w"."community_id" and "g"."group_key" = "w"."group_key"
inner join "area" on "area"."id" = "w"."community_id"
left join "account" on "account"."id" = "w"."account_id"
where "w"."activation_id" = $1 and "w"."community_id" = $2
order by "area"."code", "g"."place", "w"."place", "w"."seat";

-- loadActivation

select "activation"."id", "area_id" as "areaId", "area"."name" as "areaName", "activation"."kind", "activation"."name", "plan_version" as "planVersion", (ST_AsGeoJSON("activation"."ring", 9)::json -> 'coordinates' -> 0) as "ring", "started_at" as "startedAt", "ended_at" as "endedAt", (select count(*)::int from activation_area part
where part.activation_id = activation.id) as "communities", (select count(*)::int from work_group w
where w.activation_id = activation.id) as "groups", (select count(*)::int from work_post w
where w.activation_id = activation.id) as "posts", (select count(w.account_id)::int from work_post w
where w.activation_id = activation.id) as "filled" from "activation" inner join "area" on "area"."id" = "activation"."area_id" where "activation"."id" = $1;

-- insertPlan

insert into "emergency_plan" ("area_id", "version", "groups", "updated_at")
values ($1, $2, $3, $4)
on conflict do nothing;

-- listCommunitiesIn

select a.id, a.code, a.name, parent.name as "parentName", a.path
from area a left join area parent on parent.id = a.parent_id
where a.kind = 'community' and a.valid_to is null and a.path && $1::text[]
order by a.code, a.id;

-- listHolders

select "community_id" as "communityId", "group_key" as "group", "post_key" as "post", "seat", "account_id" as "holderId"
from "emergency_holder"
where "area_id" = $1 and community_id = any($2::text[])
order by "community_id", "group_key", "post_key", "seat";

-- listPlanPeople

select distinct p.id, p.display_name as name, d.role, d.area_id as "communityId"
from duty d join account p on p.id = d.account_id
where d.area_id = any($1::text[]) and p.closed_at is null and not p.is_machine
  and d.valid_from <= $2::date and (d.valid_to is null or d.valid_to > $3::date)
order by "communityId", d.role, name, p.id;

-- listPresentAccounts

select p.id from account p where p.id = any($1::text[]) and p.closed_at is null
and exists (select 1 from duty d where d.account_id = p.id
  and d.valid_from <= $2::date and (d.valid_to is null or d.valid_to > $3::date));

-- listSeatAccounts

with present as materialized (
  select distinct d.account_id as id from duty d join area a on a.id = d.area_id
  where a.path && $1::text[]
    and d.valid_from <= $2::date and (d.valid_to is null or d.valid_to > $3::date)
)
select p.id, p.login, p.display_name as name,
  p.closed_at is null and present.id is not null as "isPresent"
from account p left join present on present.id = p.id
where not p.is_machine
  and (p.id = any($4::text[]) or present.id is not null and p.closed_at is null)
order by p.login;

-- loadPlan

select "area_id" as "areaId", "version", "groups"
from "emergency_plan"
where "area_id" = $1;

-- putHolders

delete from emergency_holder h using jsonb_to_recordset($1::jsonb)
as given ("communityId" text, "group" text, post text, seat int, "holderId" text)
where h.area_id = $2 and h.community_id = given."communityId"
  and h.group_key = given."group" and h.post_key = given.post and h.seat = given.seat;

insert into emergency_holder (area_id, community_id, group_key, post_key, seat, account_id)
select $1, "communityId", "group", post, seat, "holderId" from jsonb_to_recordset($2::jsonb)
as given ("communityId" text, "group" text, post text, seat int, "holderId" text)
where "holderId" is not null;

-- savePlan

update "emergency_plan"
set "version" = $1, "groups" = $2, "updated_at" = $3
where "area_id" = $4 and "version" = $5;

-- holdRuleHead

select 1
from rule_head for share;

select "rule_head"."edition", "rule_edition"."token"
from "rule_head"
inner join "rule_edition" on "rule_edition"."edition" = "rule_head"."edition";

-- lockRuleHead

select 1
from rule_head for update;

select "rule_head"."edition", "rule_edition"."token"
from "rule_head"
inner join "rule_edition" on "rule_edition"."edition" = "rule_head"."edition";

-- ruleHead

select "rule_head"."edition", "rule_edition"."token"
from "rule_head"
inner join "rule_edition" on "rule_edition"."edition" = "rule_head"."edition";

-- listRuleEditions

select "edition", "saved_at", "account_id" as "accountId", "note"
from "rule_edition"
order by "edition";

-- listRuleVersions

select kind, rule_id as id, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", edition, body as rule
from rule_version order by edition, kind, rule_id, valid_from;

-- holdWarnings

select pg_advisory_xact_lock(hashtext('onegrid.warning'));

-- readWarningsFirst

select pg_advisory_xact_lock_shared(hashtext('onegrid.warning'));

-- findWarnedPath

with shape as (select (select ST_Multi(ST_CollectionExtract(ST_Union(ST_MakeValid(part.geom)), 3)) from (select geom from ST_Dump(ST_GeomFromWKB($1::bytea, 4326)) union all select geom from area
  where code = any($2::text[]) and valid_to is null
    and path && $3::text[]) as part) as geom)
select distinct unnest(a.path) as id from area a, shape
where a.valid_to is null and a.path && $4::text[]
  and ("a"."geom" && "shape"."geom" and ST_Area(ST_Intersection("a"."geom", "shape"."geom")) > 0)
order by id;

-- insertWarning

insert into "hazard_warning" ("id", "sender", "identifier", "status", "event", "headline", "area_words", "severity", "urgency", "certainty", "floor", "area", "scope_path", "sender_scope", "sent_at", "effective_at", "expires_at", "received_at", "received_by") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, (select ST_Multi(ST_CollectionExtract(ST_Union(ST_MakeValid(part.geom)), 3)) from (select geom from ST_Dump(ST_GeomFromWKB($12::bytea, 4326)) union all select geom from area
where code = any($13::text[]) and valid_to is null
  and path && $14::text[]) as part), $15, $16, $17, $18, $19, $20, $21);

-- findWarning

select "id", "scope_path" as "scopePath"
from "hazard_warning"
where "sender" = $1 and "identifier" = $2;

-- endWarnings

update "hazard_warning"
set "ended_at" = $1
where "sender" = $2 and identifier = any($3::text[]) and scope_path && $4::text[] and "ended_at" is null
returning "id", "scope_path" as "scopePath";

-- findWarningsAt

select "id", "headline", "floor"
from "hazard_warning"
where "ended_at" is null and "expires_at" > $1 and "floor" is not null and sender_scope && $2::text[] and ST_Covers("area", ST_SetSRID(ST_MakePoint($3, $4), 4326))
order by "received_at" desc, "id";

-- listWarnings

select "id", "event", "headline", "area_words" as "areaWords", "status", "severity", "floor", "effective_at" as "effectiveAt", "expires_at" as "expiresAt", ST_AsGeoJSON("area", 9)::json as "geometry"
from "hazard_warning"
where "ended_at" is null and "expires_at" > $1 and scope_path && $2::text[]
order by "expires_at" desc, "id"
limit $3;

-- takeWarnedCases

select "number", "card" as "case", "scope_path" as "scopePath" from "dispatch_case" where state = any($1::text[]) and severity = any($2::text[]) and scope_path && $3::text[] and exists (select 1 from hazard_warning w where w.id = $4
and ST_Covers("w"."area", "dispatch_case"."place")) and "id" > $5 order by "id" limit $6 for update;

-- listOpenCases

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where state = any($1::text[]) and "id" > $2
order by "id"
limit $3;

-- takeOpenCases

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where state = any($1::text[]) and "id" > $2
order by "id"
limit $3 for update;

-- saveCaseTimes

update dispatch_case c
set due_at = to_timestamp(t."dueAt" / 1000), soon_at = to_timestamp(t."yellowAt" / 1000),
  alarm_at = to_timestamp(t."alarmAt" / 1000),
  total_due_at = to_timestamp(t."totalDueAt" / 1000), facts = t.facts
from jsonb_to_recordset($1::jsonb) as t
(id text, "dueAt" double precision, "alarmAt" double precision, "totalDueAt" double precision,
 "yellowAt" double precision, facts int)
where c.id = t.id and (c.due_at, c.soon_at, c.alarm_at, c.total_due_at, c.facts) is distinct from
  (to_timestamp(t."dueAt" / 1000), to_timestamp(t."yellowAt" / 1000),
   to_timestamp(t."alarmAt" / 1000), to_timestamp(t."totalDueAt" / 1000), t.facts);

update case_span s
set due_at = to_timestamp(t."dueAt" / 1000), yellow_at = to_timestamp(t."yellowAt" / 1000)
from jsonb_to_recordset($1::jsonb) as t
(id text, "dueAt" double precision, "alarmAt" double precision, "totalDueAt" double precision,
 "yellowAt" double precision, facts int)
where s.case_id = t.id and s.to_at is null and (s.due_at, s.yellow_at) is distinct from
  (to_timestamp(t."dueAt" / 1000), to_timestamp(t."yellowAt" / 1000));

-- saveRuleEdition

insert into "rule_edition" ("edition", "saved_at", "account_id", "note")
values ($1, $2, $3, $4);

insert into rule_version (kind, rule_id, valid_from, edition, body)
select kind, id, "validFrom", edition, nullif(rule, 'null'::jsonb)
from jsonb_to_recordset($1::jsonb)
  as given (kind text, id text, "validFrom" date, edition int, rule jsonb);

insert into rule_head (id, edition) values (1, $1)
on conflict (id) do update set edition = excluded.edition;

-- findOpenCases

select id from dispatch_case
where state = any($1::text[]) and (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[])) or "assignee_id" = any($5::text[]) or "helper_ids" && $6::text[])
  and (number ilike $7 or address ilike $8 or card ->> 'description' ilike $9)
order by reported_at desc, id limit $10;

-- listGridCenters

select id, name, json_build_array(ST_X(ST_PointOnSurface("geom")), ST_Y(ST_PointOnSurface("geom"))) as center
from grid_version where id = any($1::text[]) order by id;

-- listOpenColumns

select id, version, state, level, severity, category,
  ST_X("place") as lng, ST_Y("place") as lat,
  community_id as "communityId", grid_version_id as "gridVersionId",
  assignee_id as "assigneeId", (extract(epoch from "reported_at") * 1000)::float8 as "reportedAt",
  (extract(epoch from "due_at") * 1000)::float8 as "dueAt", (extract(epoch from "soon_at") * 1000)::float8 as "soonAt",
  case when due_at is not null and soon_at is null then card end as unwarned
from dispatch_case
where state = any($1::text[]) and (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[])) or "assignee_id" = any($5::text[]) or "helper_ids" && $6::text[]);

-- listVerbsAfter

select "verb"
from "case_event"
where "case_id" = $1 and "version" > $2
order by "version";

-- loadAnswer

select "case_id" as "caseId", "answer"
from "command_answer"
where "account_id" = $1 and "idempotency_key" = $2;

-- listCasesById

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where id = any($1::text[]) and (("scope_path" && $2::text[] and "category" like any($3::text[]) and "level" = any($4::text[])) or "assignee_id" = any($5::text[]) or "helper_ids" && $6::text[])
order by "id";

-- loadCase

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where "id" = $1;

-- loadCaseForUpdate

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where "id" = $1 for update;

-- loadPhoto

select "bytes"
from "photo"
where "hash" = $1;

-- locateSet

with point as (
  select n, day, ST_SetSRID(ST_MakePoint("lng", "lat"), 4326) as geom
  from unnest(
    $1::double precision[],
    $2::double precision[],
    $3::date[]
  ) with ordinality as given (lng, lat, day, n)
)
select area.path, grid.id as "gridVersionId", grid.code as "gridCode"
from point
left join lateral (
  select a.path from area a
  where a.valid_to is null and ST_Covers("a"."geom", "point"."geom")
  order by cardinality(a.path) desc, a.code limit 1
) area on true
left join lateral (
  select v.id, v.code from grid_version v
  where ST_Covers("v"."geom", "point"."geom") and v.community_id = any(area.path) and v.valid_from <= point.day
    and (v.valid_to is null or v.valid_to > point.day)
  order by v.code limit 1
) grid on true
order by point.n;

-- nextCaseNumber

select nextval('case_number') as next;

-- saveAnswer

update "command_answer"
set "answer" = $1
where "account_id" = $2 and "idempotency_key" = $3;

-- saveCase

update "dispatch_case"
set "version" = $1, "state" = $2, "category" = $3, "level" = $4, "severity" = $5, "channel" = $6, "address" = $7, "place" = ST_SetSRID(ST_MakePoint($8, $9), 4326), "grid_version_id" = $10, "community_id" = $11, "scope_path" = $12, "assignee_id" = $13, "reported_at" = $14, "due_at" = $15, "soon_at" = $16, "closed_at" = $17, "updated_at" = $18, "alarm_at" = $19, "facts" = $20, "total_due_at" = $21, "is_rehearsal" = $22, "helper_ids" = $23, "called_at" = $24, "is_help_pending" = $25, "meeting_at" = $26, "is_meeting_pending" = $27, "card" = $28
where "id" = $29 and "version" = $30;

-- savePhoto

insert into "photo" ("hash", "account_id", "taken_in_at", "bytes")
values ($1, $2, $3, $4)
on conflict ("hash") do nothing;

-- searchAddresses

select text, detail, json_build_array(ST_X(ST_PointOnSurface("geom")), ST_Y(ST_PointOnSurface("geom"))) as position from (
  select coalesce(nullif(b.name, ''), b.address) as text,
      case when b.name = '' then a.name else b.address end as detail, b.geom
    from building b join area a on a.id = b.community_id and a.path && $1::text[]
    where (b.address <> '' or b.name <> '')
      and (lower(b.address) like $2 or lower(b.name) like $3 or b.pinyin like $4)
  union all
  select c.name, a.name, c.geom
    from compound c join area a on a.id = c.community_id and a.path && $5::text[]
    where lower(c.name) like $6 or c.pinyin like $7 or c.initials like $8
  union all
  select s.name, s.address, s.geom from station s
    where lower(s.name) like $9 or lower(s.address) like $10
) found
order by length(text), text limit $11;

-- takeDueCases

select "number", "card" as "case", "scope_path" as "scopePath"
from "dispatch_case"
where "alarm_at" <= $1
order by "alarm_at", "id"
limit $2
for update skip locked;
