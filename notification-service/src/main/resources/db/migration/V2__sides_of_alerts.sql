-- The two sides of the request, as the latest notice says: who may see an alert is asked of the database.
alter table alerts add column requester text generated always as (notice ->> 'requester') stored;
alter table alerts add column provider text generated always as (notice ->> 'provider') stored;
create index alerts_requester on alerts (requester, id);
create index alerts_provider on alerts (provider, id);
