-- What is new in the stream, whoever reads it.
create unique index deliveries_stream_numbers on deliveries (stream_number) where stream_number is not null;
-- What of somebody's stream is not known to have arrived.
create index deliveries_stream_sent on deliveries (address, created_at)
  where channel = 'STREAM' and status = 'SENT';
