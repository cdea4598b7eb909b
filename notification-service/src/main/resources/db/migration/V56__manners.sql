-- When the last digest went to an address.
create index deliveries_digests on deliveries (mailbox_id, created_at) where kind = 'DIGEST';
