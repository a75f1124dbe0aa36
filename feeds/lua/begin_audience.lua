-- Open an audience that is being gathered, so that readers who join meanwhile land in it.
-- KEYS 1 gathering   ARGV 1 token (8 bytes)   2 lease in milliseconds
-- Returns 1, or 0 while somebody else holds the lease.
local head = redis.call('GETRANGE', KEYS[1], 0, 7)
if head ~= '' then return head == ARGV[1] and 1 or 0 end
redis.call('SET', KEYS[1], ARGV[1] .. string.rep('\0', 8), 'PX', ARGV[2])
return 1
