-- appendAudit

select position, hash, date_trunc('milliseconds', clock_timestamp()) as now
from audit_head where id = 1 for update;

with entry as (
  insert into audit (position, at, account_id, role, on_behalf_of, source, action, object,
    detail, hash)
  values ($1, $2, $3, $4, $5,
    $6, $7, $8, $9, $10)
  returning position)
update audit_head set position = entry.position, hash = $11 from entry where id = 1;

-- isReachedSql

select "id"
from "dispatch_case"
where (("scope_path" && $1::text[] and "category" like any($2::text[]) and "level" = any($3::text[])) or "assignee_id" = any($4::text[]) or "helper_ids" && $5::text[]);

-- listAudit

select "audit"."position", to_char(audit.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at", "audit"."account_id" as "accountId", "audit"."role", "audit"."on_behalf_of" as "onBehalfOf", "audit"."source", "audit"."action", "audit"."object", "audit"."detail", "audit"."hash", "account"."login", "account"."display_name" as "displayName", "behalf"."display_name" as "onBehalfOfName" from "audit" left join "account" on "account"."id" = "audit"."account_id" left join "account" as "behalf" on "behalf"."id" = "audit"."on_behalf_of" where "audit"."position" is not null and (audit.account_id = $1 or (exists (
select 1 from duty where duty.account_id = audit.account_id and "duty"."area_id" in (select id from area where path && $2::text[])) and not exists (
select 1 from duty where duty.account_id = audit.account_id and not "duty"."area_id" in (select id from area where path && $3::text[])))) and ("account"."login" = $4 or "account"."display_name" = $5 or "audit"."account_id" = $6) and starts_with(audit.action, $7) and "audit"."object" = $8 and "audit"."at" >= $9 and "audit"."at" < $10 and "audit"."position" < $11 order by "audit"."position" desc limit $12;

-- verifyAudit

select "position", "hash"
from "audit_head"
where "id" = $1;

select "audit"."position", to_char(audit.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at", "audit"."account_id" as "accountId", "audit"."role", "audit"."on_behalf_of" as "onBehalfOf", "audit"."source", "audit"."action", "audit"."object", "audit"."detail", "audit"."hash", "account"."login", "account"."display_name" as "displayName", "behalf"."display_name" as "onBehalfOfName"
from "audit"
left join "account" on "account"."id" = "audit"."account_id"
left join "account" as "behalf" on "behalf"."id" = "audit"."on_behalf_of"
where "audit"."position" is not null and "audit"."position" > $1 and "audit"."position" <= $2
order by "audit"."position"
limit $3;

-- countDutiesByArea

select d.area_id as "areaId", d.role, count(distinct d.account_id)::int as people
from duty d join account a on a.id = d.account_id and a.closed_at is null
where d.valid_from <= $1::date and (d.valid_to is null or d.valid_to > $2::date)
  and "d"."area_id" in (select id from area where path && $3::text[])
group by d.area_id, d.role
order by d.area_id, d.role;

-- findPerson

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."is_demo" as "isDemo", "account"."closed_at" as "closedAt", "account"."must_change_password" as "mustChangePassword", (select max(seen_at) from session where account_id = account.id) as "lastSeenAt", exists (select 1 from duty
      where duty.account_id = account.id and not "duty"."area_id" in (select id from area where path && $1::text[]))
      or exists (select 1 from delegation join duty on duty.id = delegation.duty_id
        where delegation.receiver_id = account.id and delegation.ended_at is null
          and delegation.valid_to > now() and not "duty"."area_id" in (select id from area where path && $2::text[])) as "isShared", exists (select 1 from account_factor
      where account_id = account.id and secret is not null) as "hasFactor", exists (select 1 from sso_link where account_id = account.id) as "isSsoAllowed", exists (select 1 from sso_link
      where account_id = account.id and issuer is not null) as "isSsoLinked", coalesce((
      select json_agg(json_build_object('id', duty.id, 'role', duty.role, 'areaId', area.id,
        'areaName', area.name, 'areaKind', area.kind,
        'validFrom', to_char(duty.valid_from, 'YYYY-MM-DD'),
        'validTo', to_char(duty.valid_to, 'YYYY-MM-DD')) order by duty.id)
      from duty join area on area.id = duty.area_id
      where duty.account_id = account.id and "duty"."area_id" in (select id from area where path && $3::text[])), '[]') as "duties" from "account" where not account.is_machine and (
exists (select 1 from duty where duty.account_id = account.id and "duty"."area_id" in (select id from area where path && $4::text[]))
or not exists (select 1 from duty where duty.account_id = account.id)) and "account"."id" = $5;

-- giveWaitingRoles

insert into duty (id, account_id, role, area_id, display_name)
select gen_random_uuid()::text, account.id, waiting.role, $1, account.display_name
from account, unnest(account.waiting_roles) as waiting (role)
where not account.is_demo;

update account
set waiting_roles = '{}'
where waiting_roles <> '{}';

-- insertPerson

insert into "account" ("id", "login", "display_name", "password_hash", "must_change_password", "waiting_roles")
values ($1, $2, $3, $4, $5, $6)
on conflict ("login") do nothing;

-- listPeople

select count(*)::int as "count" from "account" where not account.is_machine and (
exists (select 1 from duty where duty.account_id = account.id and "duty"."area_id" in (select id from area where path && $1::text[]))
or not exists (select 1 from duty where duty.account_id = account.id)) and (account.closed_at is not null) = $2
  and ($3::text is null or account.login ilike $4 or account.display_name ilike $5)
  and ($6::text is null or exists (select 1 from duty
    where duty.account_id = account.id and duty.role = $7));

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."is_demo" as "isDemo", "account"."closed_at" as "closedAt", "account"."must_change_password" as "mustChangePassword", (select max(seen_at) from session where account_id = account.id) as "lastSeenAt", exists (select 1 from duty
      where duty.account_id = account.id and not "duty"."area_id" in (select id from area where path && $1::text[]))
      or exists (select 1 from delegation join duty on duty.id = delegation.duty_id
        where delegation.receiver_id = account.id and delegation.ended_at is null
          and delegation.valid_to > now() and not "duty"."area_id" in (select id from area where path && $2::text[])) as "isShared", exists (select 1 from account_factor
      where account_id = account.id and secret is not null) as "hasFactor", exists (select 1 from sso_link where account_id = account.id) as "isSsoAllowed", exists (select 1 from sso_link
      where account_id = account.id and issuer is not null) as "isSsoLinked", coalesce((
      select json_agg(json_build_object('id', duty.id, 'role', duty.role, 'areaId', area.id,
        'areaName', area.name, 'areaKind', area.kind,
        'validFrom', to_char(duty.valid_from, 'YYYY-MM-DD'),
        'validTo', to_char(duty.valid_to, 'YYYY-MM-DD')) order by duty.id)
      from duty join area on area.id = duty.area_id
      where duty.account_id = account.id and "duty"."area_id" in (select id from area where path && $3::text[])), '[]') as "duties" from "account" where not account.is_machine and (
exists (select 1 from duty where duty.account_id = account.id and "duty"."area_id" in (select id from area where path && $4::text[]))
or not exists (select 1 from duty where duty.account_id = account.id)) and (account.closed_at is not null) = $5
  and ($6::text is null or account.login ilike $7 or account.display_name ilike $8)
  and ($9::text is null or exists (select 1 from duty
    where duty.account_id = account.id and duty.role = $10)) order by "account"."login" limit $11 offset $12;

-- insertStaff

insert into account (id, login, display_name, password_hash, must_change_password)
select id, login, name, hash, true from unnest(
  $1::text[], $2::text[],
  $3::text[],
  $4::text[]
) as p (id, login, name, hash)
on conflict (login) do nothing;

-- listStaffAccounts

select account.id, account.login, account.display_name as "displayName",
  account.closed_at is not null as "isClosed",
  not account.is_machine and (count(duty.id) = 0 or coalesce(bool_or("duty"."area_id" in (select id from area where path && $1::text[])), false))
    as "isMine",
  coalesce(bool_or(not "duty"."area_id" in (select id from area where path && $2::text[])), false) as "isShared",
  coalesce(json_agg(json_build_object('id', duty.id, 'role', duty.role, 'areaId', duty.area_id,
    'validFrom', to_char(duty.valid_from, 'YYYY-MM-DD'),
    'validTo', to_char(duty.valid_to, 'YYYY-MM-DD'), 'shift', duty.shift) order by duty.id)
    filter (where "duty"."area_id" in (select id from area where path && $3::text[])), '[]') as duties
from account left join duty on duty.account_id = account.id
where account.login = any($4::text[])
group by account.id order by account.login;

-- listStaffAreas

select "id", "code", "name", "path"
from "area"
where "valid_to" is null and path && $1::text[]
order by "path";

-- saveStaffDuties

update duty set valid_from = coalesce(d.valid_from, duty.valid_from),
  valid_to = coalesce(d.valid_to, duty.valid_to), shift = coalesce(d.shift, duty.shift)
from jsonb_to_recordset($1::jsonb) as d (id text, account_id text, display_name text, role text, area_id text,
valid_from date, valid_to date, shift text) where duty.id = d.id;

insert into duty (id, account_id, role, area_id, display_name, valid_from, valid_to, shift)
select gen_random_uuid()::text, d.account_id, d.role, d.area_id, d.display_name,
  coalesce(d.valid_from, $1::date), d.valid_to, coalesce(d.shift, 'Mo-Su 00:00-24:00')
from jsonb_to_recordset($2::jsonb) as d (id text, account_id text, display_name text, role text, area_id text,
valid_from date, valid_to date, shift text) where d.id is null;

-- lockAccount

select "id"
from "account"
where "id" = $1 for update;

-- lockAccounts

lock table account in share row exclusive mode;

-- replaceDuties

delete from duty where account_id = $1 and "duty"."area_id" in (select id from area where path && $2::text[])
  and not exists (select 1 from jsonb_to_recordset($3::jsonb)
as w (role text, area_id text, valid_from date, valid_to date) where w.role = duty.role and w.area_id = duty.area_id);

update duty set valid_from = w.valid_from, valid_to = w.valid_to from jsonb_to_recordset($1::jsonb)
as w (role text, area_id text, valid_from date, valid_to date)
where duty.account_id = $2 and duty.role = w.role and duty.area_id = w.area_id;

insert into duty (id, account_id, role, area_id, display_name, valid_from, valid_to)
select gen_random_uuid()::text, $1, w.role, w.area_id, $2,
  w.valid_from, w.valid_to
from jsonb_to_recordset($3::jsonb)
as w (role text, area_id text, valid_from date, valid_to date)
where not exists (select 1 from duty where duty.account_id = $4
  and duty.role = w.role and duty.area_id = w.area_id);

-- setClosed

update "account"
set "closed_at" = $1
where "id" = $2;

-- setPassword

update "account"
set "password_hash" = $1, "must_change_password" = $2
where "id" = $3;

-- countSightChange

select 
(count(*) filter (where (("assignee_id" = any($1::text[]) or "helper_ids" && $2::text[])) is true and (("assignee_id" = any($3::text[]) or "helper_ids" && $4::text[])) is not true))::int as gained,
(count(*) filter (where (("assignee_id" = any($5::text[]) or "helper_ids" && $6::text[])) is true and (("assignee_id" = any($7::text[]) or "helper_ids" && $8::text[])) is not true))::int as lost from dispatch_case
  where state = any($9::text[]);

select 
(count(*) filter (where ("community_id" in (select id from area where path && $1::text[])) is true and ("community_id" in (select id from area where path && $2::text[])) is not true))::int as gained,
(count(*) filter (where ("community_id" in (select id from area where path && $3::text[])) is true and ("community_id" in (select id from area where path && $4::text[])) is not true))::int as lost from grid_version
  where valid_from <= $5::date and (valid_to is null or valid_to > $6::date);

select 
(count(*) filter (where ("community_id" in (select id from area where path && $1::text[])) is true and ("community_id" in (select id from area where path && $2::text[])) is not true))::int as gained,
(count(*) filter (where ("community_id" in (select id from area where path && $3::text[])) is true and ("community_id" in (select id from area where path && $4::text[])) is not true))::int as lost from building;

select
coalesce(sum(household_count) filter (where ("community_id" in (select id from area where path && $1::text[])) is true and ("community_id" in (select id from area where path && $2::text[])) is not true), 0)::int as gained,
coalesce(sum(household_count) filter (where ("community_id" in (select id from area where path && $3::text[])) is true and ("community_id" in (select id from area where path && $4::text[])) is not true), 0)::int as lost
from building;

select 
(count(*) filter (where (p.will) is true and (p.was) is not true))::int as gained,
(count(*) filter (where (p.was) is true and (p.will) is not true))::int as lost from (
  select bool_and(a.path && $1::text[]) as was,
    bool_and(a.path && $2::text[]) as will
  from division d join area a on a.id = d.community_id group by d.plan_id) p;

-- listAreasWithout

select a.name from area a
where a.id = any($1::text[]) and not exists (
  select 1 from duty d join account p on p.id = d.account_id
  where d.role = any($2::text[]) and d.account_id <> $3
    and p.closed_at is null and d.area_id = any(a.path)
    and d.valid_from <= $4::date and (d.valid_to is null or d.valid_to > $5::date))
order by a.path;

-- listGridsWithout

select g.name from grid_version g
where g.community_id = $1 and g.valid_from <= $2::date
  and (g.valid_to is null or g.valid_to > $3::date)
  and not exists (
    select 1 from duty d join account p on p.id = d.account_id
    where d.role = $4 and d.account_id <> $5 and p.closed_at is null
      and d.area_id = any((select path from area where id = g.community_id)::text[])
      and (d.grid_code is null or grid_code_on(d.grid_code, $6::date) = g.code)
      and d.valid_from <= $7::date and (d.valid_to is null or d.valid_to > $8::date))
order by g.code;

-- findExplainedThing

select t.id, t.name, t.detail, t.paths
from (select p.id, p.name, p.state as detail, array_agg(a.id) as communities,
    json_agg(a.path order by a.code) as paths
  from division_plan p join division d on d.plan_id = p.id
    join area a on a.id = d.community_id
  group by p.id) t where t.id = $1;

-- listAreaFacts

select "id", "name", "kind", "path"
from "area"
where id = any($1::text[]) and "valid_to" is null;

-- listRoleHolders

select p.display_name as "displayName"
from duty d join account p on p.id = d.account_id join area a on a.id = d.area_id
where p.closed_at is null and d.role = any($1::text[])
  and d.area_id = any($2::text[]) and d.valid_from <= $3::date
  and (d.valid_to is null or d.valid_to > $4::date)
group by p.id, p.display_name
order by max(cardinality(a.path)) desc, p.display_name limit $5;

-- loadExplainedPerson

select "id", "login", "display_name" as "displayName", closed_at is not null as "isClosed", "must_change_password" as "mustChangePassword"
from "account"
where "id" = $1;

select "duty"."id", "duty"."role", "duty"."area_id" as "areaId", "area"."path" as "areaPath", "area"."name" as "areaName", "area"."kind" as "areaKind", "duty"."categories", "duty"."unit_id" as "unitId", "duty"."valid_from" as "validFrom", "duty"."valid_to" as "validTo"
from "duty"
inner join "area" on "area"."id" = "duty"."area_id"
where duty.account_id = any($1::text[])
order by "duty"."id";

-- searchExplainedThings

select t.id, t.name, t.detail, t.paths
from (select g.id, g.name, g.code as detail, a.path, json_build_array(coalesce(a.path, '{}'::text[])) as paths
  from grid_version g join area a on a.id = g.community_id where g.valid_to is null) t where t.path && $1::text[] and (t.name ilike $2 or t.detail ilike $3)
order by length(t.name), t.name, t.id limit $4;

-- findKey

select "api_key"."id", "api_key"."account_id" as "accountId", "account"."display_name" as "name", "api_key"."purpose", "api_key"."permissions", "api_key"."area_ids" as "areaIds", coalesce((
select json_agg(json_build_object('id', area.id, 'name', area.name, 'kind', area.kind,
  'path', area.path) order by area.path)
from area where area.id = any(api_key.area_ids)), '[]') as "areas", "api_key"."categories", "api_key"."addresses", "api_key"."per_minute" as "perMinute", "api_key"."secret_hash" as "secretHash", "api_key"."previous_hash" as "previousHash", "api_key"."previous_until" as "previousUntil", "maker"."display_name" as "madeBy", "answering"."display_name" as "answeredBy", "api_key"."answered_by" as "answeredById", "api_key"."made_at" as "madeAt", "api_key"."expires_at" as "expiresAt", "api_key"."revoked_at" as "revokedAt", "api_key"."last_used_at" as "lastUsedAt", "api_key"."last_used_from" as "lastUsedFrom" from "api_key" inner join "account" on "account"."id" = "api_key"."account_id" inner join "account" as "maker" on "maker"."id" = "api_key"."made_by" inner join "account" as "answering" on "answering"."id" = "api_key"."answered_by" where "api_key"."id" = $1;

-- insertKey

insert into "account" ("id", "login", "display_name", "password_hash", "is_machine")
values ($1, $2, $3, $4, $5);

insert into "api_key" ("id", "account_id", "purpose", "permissions", "area_ids", "categories", "addresses", "per_minute", "secret_hash", "made_by", "answered_by", "made_at", "expires_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- isOpenAccount

select "id"
from "account"
where "id" = $1 and "closed_at" is null;

-- listKeys

select "api_key"."id", "api_key"."account_id" as "accountId", "account"."display_name" as "name", "api_key"."purpose", "api_key"."permissions", "api_key"."area_ids" as "areaIds", coalesce((
select json_agg(json_build_object('id', area.id, 'name', area.name, 'kind', area.kind,
  'path', area.path) order by area.path)
from area where area.id = any(api_key.area_ids)), '[]') as "areas", "api_key"."categories", "api_key"."addresses", "api_key"."per_minute" as "perMinute", "api_key"."secret_hash" as "secretHash", "api_key"."previous_hash" as "previousHash", "api_key"."previous_until" as "previousUntil", "maker"."display_name" as "madeBy", "answering"."display_name" as "answeredBy", "api_key"."answered_by" as "answeredById", "api_key"."made_at" as "madeAt", "api_key"."expires_at" as "expiresAt", "api_key"."revoked_at" as "revokedAt", "api_key"."last_used_at" as "lastUsedAt", "api_key"."last_used_from" as "lastUsedFrom" from "api_key" inner join "account" on "account"."id" = "api_key"."account_id" inner join "account" as "maker" on "maker"."id" = "api_key"."made_by" inner join "account" as "answering" on "answering"."id" = "api_key"."answered_by" where exists (select 1 from area where area.id = any(api_key.area_ids)
and area.path && $1::text[]) order by "api_key"."made_at" desc, "api_key"."id";

-- revokeKey

update "api_key"
set "revoked_at" = $1, "previous_hash" = $2, "previous_until" = $3
where "id" = $4 and "revoked_at" is null;

-- rotateKey

update api_key set
  previous_hash = case when $1::timestamptz is null then null else secret_hash end,
  previous_until = $2, secret_hash = $3
where id = $4;

-- setKeyAnswering

update "api_key"
set "answered_by" = $1
where "id" = $2;

-- touchKey

update "api_key"
set "last_used_at" = $1, "last_used_from" = $2
where "id" = $3;

-- endDelegation

update "delegation"
set "ended_at" = $1
where "id" = $2 and "ended_at" is null;

-- findDelegation

select "delegation"."id", "giver"."id" as "giverId", "giver"."display_name" as "giverName", "receiver"."id" as "receiverId", "receiver"."display_name" as "receiverName", json_build_object('id', duty.id, 'role', duty.role,
'areaId', area.id, 'areaPath', area.path, 'areaName', area.name, 'areaKind', area.kind,
'categories', duty.categories, 'unitId', duty.unit_id) as "duty", coalesce((
select json_agg(json_build_object('id', lent.id, 'name', lent.name, 'kind', lent.kind,
  'path', lent.path) order by lent.path)
from area as lent where lent.id = any(delegation.area_ids)), '[]') as "areas", "delegation"."categories", "delegation"."valid_from" as "from", "delegation"."valid_to" as "to", "delegation"."ended_at" as "endedAt", giver.closed_at is null and duty.valid_from <= $1::date
and (duty.valid_to is null or duty.valid_to > $2::date) as "isHeld" from "delegation" inner join "duty" on "duty"."id" = "delegation"."duty_id" inner join "area" on "area"."id" = "duty"."area_id" inner join "account" as "giver" on "giver"."id" = "duty"."account_id" inner join "account" as "receiver" on "receiver"."id" = "delegation"."receiver_id" where "delegation"."id" = $3;

-- findLentAreas

select "id", "name", "kind", "path"
from "area"
where id = any($1::text[])
order by "id";

-- insertDelegation

insert into "delegation" ("id", "duty_id", "receiver_id", "area_ids", "categories", "valid_from", "valid_to", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8);

-- listColleagues

select "account"."id", "account"."display_name" as "name", "account"."login" from "account" where "account"."closed_at" is null and "account"."is_machine" = $1 and "account"."id" <> $2 and "account"."id" = $3 and ($4::text is null or account.login ilike $5
or account.display_name ilike $6) and exists (select 1 from duty join area on area.id = duty.area_id
where duty.account_id = account.id and duty.valid_from <= $7::date
  and (duty.valid_to is null or duty.valid_to > $8::date)
  and ($9 = any(area.path) or area.id = any($10::text[]))) order by "account"."display_name", "account"."id" limit $11;

-- listDelegations

select "delegation"."id", "giver"."id" as "giverId", "giver"."display_name" as "giverName", "receiver"."id" as "receiverId", "receiver"."display_name" as "receiverName", json_build_object('id', duty.id, 'role', duty.role,
'areaId', area.id, 'areaPath', area.path, 'areaName', area.name, 'areaKind', area.kind,
'categories', duty.categories, 'unitId', duty.unit_id) as "duty", coalesce((
select json_agg(json_build_object('id', lent.id, 'name', lent.name, 'kind', lent.kind,
  'path', lent.path) order by lent.path)
from area as lent where lent.id = any(delegation.area_ids)), '[]') as "areas", "delegation"."categories", "delegation"."valid_from" as "from", "delegation"."valid_to" as "to", "delegation"."ended_at" as "endedAt", giver.closed_at is null and duty.valid_from <= $1::date
and (duty.valid_to is null or duty.valid_to > $2::date) as "isHeld" from "delegation" inner join "duty" on "duty"."id" = "delegation"."duty_id" inner join "area" on "area"."id" = "duty"."area_id" inner join "account" as "giver" on "giver"."id" = "duty"."account_id" inner join "account" as "receiver" on "receiver"."id" = "delegation"."receiver_id" where ("giver"."id" = $3 or "delegation"."receiver_id" = $4) and "delegation"."valid_to" > $5 order by "delegation"."valid_from" desc, "delegation"."id";

-- listLent

select "delegation"."id", "giver"."id" as "giverId", "giver"."display_name" as "giverName", "receiver"."id" as "receiverId", "receiver"."display_name" as "receiverName", json_build_object('id', duty.id, 'role', duty.role,
'areaId', area.id, 'areaPath', area.path, 'areaName', area.name, 'areaKind', area.kind,
'categories', duty.categories, 'unitId', duty.unit_id) as "duty", coalesce((
select json_agg(json_build_object('id', lent.id, 'name', lent.name, 'kind', lent.kind,
  'path', lent.path) order by lent.path)
from area as lent where lent.id = any(delegation.area_ids)), '[]') as "areas", "delegation"."categories", "delegation"."valid_from" as "from", "delegation"."valid_to" as "to", "delegation"."ended_at" as "endedAt", giver.closed_at is null and duty.valid_from <= $1::date
and (duty.valid_to is null or duty.valid_to > $2::date) as "isHeld" from "delegation" inner join "duty" on "duty"."id" = "delegation"."duty_id" inner join "area" on "area"."id" = "duty"."area_id" inner join "account" as "giver" on "giver"."id" = "duty"."account_id" inner join "account" as "receiver" on "receiver"."id" = "delegation"."receiver_id" where "delegation"."receiver_id" = $3 and "delegation"."ended_at" is null and "delegation"."valid_from" <= $4 and "delegation"."valid_to" > $5 and "giver"."closed_at" is null and "duty"."valid_from" <= $6 and ("duty"."valid_to" is null or "duty"."valid_to" > $7) order by "delegation"."id";

-- findFactor

select "secret", "confirmed_at" as "confirmedAt", "pending_secret" as "pendingSecret", "pending_until" as "pendingUntil", "recovery_salt" as "recoverySalt", (select count(*)::int from recovery_code
where recovery_code.account_id = account_factor.account_id and used_at is null) as "recoveryLeft" from "account_factor" where "account_id" = $1;

-- savePendingFactor

insert into "account_factor" ("account_id", "pending_secret", "pending_until", "recovery_salt")
values ($1, $2, $3, $4)
on conflict ("account_id") do update
set "pending_secret" = $5, "pending_until" = $6;

-- confirmFactor

update "account_factor"
set "secret" = "pending_secret", "confirmed_at" = $1, "last_step" = $2, "pending_secret" = $3, "pending_until" = $4
where "account_id" = $5 and "pending_secret" = $6 and "pending_until" > $7;

-- spendStep

update "account_factor"
set "last_step" = $1
where "account_id" = $2 and "secret" is not null and "last_step" < $3;

-- resealFactor

update "account_factor"
set "secret" = $1
where "account_id" = $2 and "secret" = $3;

-- deleteFactor

delete
from "account_factor"
where "account_id" = $1;

-- replaceRecoveryCodes

delete
from "recovery_code"
where "account_id" = $1;

insert into "recovery_code" ("account_id", "hash")
values ($1, $2);

-- spendRecoveryCode

update "recovery_code"
set "used_at" = $1
where "account_id" = $2 and "hash" = $3 and "used_at" is null;

-- insertSignInStep

delete
from "sign_in_step"
where "expires_at" <= $1;

insert into "sign_in_step" ("token_hash", "account_id", "via", "expires_at")
values ($1, $2, $3, $4);

-- findSignInStep

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "account"."password_hash" as "passwordHash", "account"."must_change_password" as "mustChangePassword", "account"."waiting_roles" as "waitingRoles", "sign_in_step"."via"
from "account"
inner join "sign_in_step" on "sign_in_step"."account_id" = "account"."id"
where "account"."closed_at" is null and "account"."is_machine" = $1 and "sign_in_step"."token_hash" = $2 and "sign_in_step"."expires_at" > $3;

-- deleteSignInStep

delete
from "sign_in_step"
where "token_hash" = $1;

-- insertSsoAttempt

delete
from "sso_attempt"
where "expires_at" <= $1;

insert into "sso_attempt" ("token_hash", "state", "nonce", "code_verifier", "return_address", "expires_at")
values ($1, $2, $3, $4, $5, $6);

-- takeSsoAttempt

delete
from "sso_attempt"
where "token_hash" = $1
returning "state", "nonce", "code_verifier" as "codeVerifier", "return_address" as "returnAddress", "expires_at" as "expiresAt";

-- findSsoAccount

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "account"."password_hash" as "passwordHash", "account"."must_change_password" as "mustChangePassword", "account"."waiting_roles" as "waitingRoles"
from "account"
inner join "sso_link" on "sso_link"."account_id" = "account"."id"
where "account"."closed_at" is null and "account"."is_machine" = $1 and "sso_link"."issuer" = $2 and "sso_link"."subject" = $3;

-- allowSso

insert into "sso_link" ("account_id")
values ($1)
on conflict ("account_id") do nothing;

delete
from "sso_link"
where "account_id" = $1;

-- linkSso

update "sso_link" set "issuer" = $1, "subject" = $2, "linked_at" = $3 where "account_id" = $4 and "issuer" is null and not exists (select 1 from sso_link as other
where other.issuer = $5 and other.subject = $6);

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

-- endSessions

delete
from "session"
where "account_id" = $1 and "id" = $2 and "id" <> $3;

-- listSessions

select "id", "device", "created_at" as "createdAt", "seen_at" as "seenAt", "expires_at" as "expiresAt"
from "session"
where "account_id" = $1
order by "seen_at" desc;

-- replaceToken

update "session"
set "token_hash" = $1
where "id" = $2;

-- findAccount

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "account"."password_hash" as "passwordHash", "account"."must_change_password" as "mustChangePassword", "account"."waiting_roles" as "waitingRoles"
from "account"
where "account"."closed_at" is null and "account"."is_machine" = $1 and "account"."login" = $2;

-- findSession

select "session"."id" as "sessionId", "session"."account_id" as "accountId", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "account"."must_change_password" as "mustChangePassword", "account"."waiting_roles" as "waitingRoles", exists (select 1 from delegation
where receiver_id = account.id and ended_at is null) as "isStandIn", "session"."seen_at" as "seenAt", "session"."expires_at" as "expiresAt", "session"."via", account_factor.secret is not null as "hasFactor" from "session" inner join "account" on "account"."id" = "session"."account_id" left join "account_factor" on "account_factor"."account_id" = "account"."id" where "token_hash" = $1 and "account"."closed_at" is null;

-- insertAccounts

insert into account (id, login, display_name, password_hash, is_demo, waiting_roles)
select id, login, display_name, password_hash, is_demo, string_to_array(waiting_roles, ' ')
from unnest(
  $1::text[],
  $2::text[],
  $3::text[],
  $4::text[],
  $5::bool[],
  $6::text[]
) as a (id, login, display_name, password_hash, is_demo, waiting_roles)
on conflict (login) do nothing;

-- insertSession

insert into "session" ("token_hash", "account_id", "device", "via", "created_at", "seen_at", "expires_at")
values ($1, $2, $3, $4, $5, $6, $7);

-- listDemoAccounts

select "account"."id", "account"."login", "account"."display_name" as "displayName", "account"."locale", "account"."is_demo" as "isDemo", "account"."password_hash" as "passwordHash", "account"."must_change_password" as "mustChangePassword", "account"."waiting_roles" as "waitingRoles"
from "account"
where "account"."closed_at" is null and "account"."is_machine" = $1 and "is_demo" = $2 and login = any($3::text[]);

-- listDuties

select "duty"."id", "duty"."role", "duty"."area_id" as "areaId", "area"."path" as "areaPath", "area"."name" as "areaName", "area"."kind" as "areaKind", "duty"."categories", "duty"."unit_id" as "unitId"
from "duty"
inner join "area" on "area"."id" = "duty"."area_id"
where "duty"."account_id" = $1 and "duty"."valid_from" <= $2 and ("duty"."valid_to" is null or "duty"."valid_to" > $3)
order by "duty"."id";

-- saveDuties

insert into duty (id, account_id, role, area_id, display_name, categories, shift,
  max_open_cases, post, unit_id)
select d.id, d.account_id, d.role, d.area_id, d.display_name,
  array(select jsonb_array_elements_text(d.categories)), d.shift, d.max_open_cases,
  ST_SetSRID(ST_MakePoint("d"."lng", "d"."lat"), 4326), d.unit_id
from jsonb_to_recordset($1::jsonb) as d (id text, account_id text, role text, area_id text, display_name text,
  categories jsonb, shift text, max_open_cases int, lng double precision, lat double precision,
  unit_id text)
on conflict (id) do update set account_id = excluded.account_id, role = excluded.role,
  area_id = excluded.area_id, display_name = excluded.display_name,
  categories = excluded.categories, shift = excluded.shift,
  max_open_cases = excluded.max_open_cases, post = excluded.post,
  unit_id = excluded.unit_id;

-- touchSession

update "session"
set "seen_at" = $1
where "token_hash" = $2;
