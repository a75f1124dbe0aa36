-- Put a gathered audience in the place of the one that posts are pushed to.
-- KEYS 1 gathering   2 audience   ARGV 1 token (8 bytes), which becomes the audience's generation   2 bytes a key
-- Returns 1, or 0 when it is no longer the one this token opened.
local call = redis.call
if call('GETRANGE', KEYS[1], 0, 7) ~= ARGV[1] then return 0 end
-- How many it holds when it is whole: what joins later may be here already, and tells when to gather anew.
local readers = (call('STRLEN', KEYS[1]) - 16) / tonumber(ARGV[2])
call('SETRANGE', KEYS[1], 8, string.format('%08d', math.min(readers, 99999999)))
call('RENAME', KEYS[1], KEYS[2])
call('PERSIST', KEYS[2])
return 1
