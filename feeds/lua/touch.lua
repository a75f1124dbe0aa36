-- Keep a read timeline for another idle period, unless it is no longer the one that was read:
-- prolonging a building list would prolong its lease.
-- KEYS 1 timeline   ARGV 1 header that was read   2 idle ttl in seconds
if redis.call('LINDEX', KEYS[1], 0) == ARGV[1] then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
