-- Why a call was parked, from when people are told that some are until none is any more.
alter table connections add column parked_reason text;
