-- Open an empty timeline in state B so that appends land in it while SQL is read.
-- The list is its own lease: it expires with it, so an abandoned rebuild is simply a cold timeline again.
-- KEYS 1 timeline   ARGV 1 epoch (7 bytes)   2 token   3 lease in milliseconds
local key, epoch, token = KEYS[1], ARGV[1], ARGV[2]
local head = redis.call('LINDEX', key, 0)
if head == 'C' .. epoch then return 'current' end
if head == 'B' .. epoch .. token then return 'started' end
if head and string.sub(head, 1, 8) == 'B' .. epoch then return 'busy' end
redis.call('UNLINK', key)
redis.call('RPUSH', key, 'B' .. epoch .. token, string.rep('\0', 8))
redis.call('PEXPIRE', key, ARGV[3])
return 'started'
