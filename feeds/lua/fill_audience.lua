-- Add those of these readers who have a timeline to an audience that is being gathered.
-- KEYS 1 gathering   ARGV 1 token (8 bytes)   2 timeline prefix   3 packed reader ids   4 lease in milliseconds
-- Returns how many were added, or -1 when it is no longer the one this token opened.
local call, sub = redis.call, string.sub
local key, prefix, readers = KEYS[1], ARGV[2], ARGV[3]
if call('GETRANGE', key, 0, 7) ~= ARGV[1] then return -1 end
local active = {}
for i = 1, #readers, 8 do
  local timeline = prefix .. sub(readers, i, i + 7)
  if call('EXISTS', timeline) == 1 then active[#active + 1] = timeline end
end
if #active > 0 then call('APPEND', key, table.concat(active)) end
call('PEXPIRE', key, ARGV[4])
return #active
