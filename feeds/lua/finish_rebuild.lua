-- Put the ids read from SQL below the entries that arrived meanwhile, and declare the timeline complete.
-- KEYS 1 timeline
-- ARGV 1 epoch (7 bytes)   2 token   3 low mark of the SQL answer   4 packed ids, ascending
--      5 entries to keep   6 idle ttl in seconds
-- Returns 1, or 0 when the list is not the one this token opened.
local call, sub = redis.call, string.sub
local RUN = 32
local key, epoch, low, ids = KEYS[1], ARGV[1], ARGV[3], ARGV[4]
if call('LINDEX', key, 0) ~= 'B' .. epoch .. ARGV[2] then return 0 end

-- Not with `>`: strings compare as the server's locale sorts text.
local function above(one, other)
  local high, low = struct.unpack('>I4I4', one)
  local other_high, other_low = struct.unpack('>I4I4', other)
  return high > other_high or (high == other_high and low > other_low)
end

local count = #ids / 8
local room = math.max(0, tonumber(ARGV[5]) - (call('LLEN', key) - 2))
local skipped = math.max(0, count - room)

local held = call('LPOP', key, 2)[2]
if above(held, low) then low = held end
if skipped > 0 then
  local left_out = sub(ids, skipped * 8 - 7, skipped * 8)
  if above(left_out, low) then low = left_out end
end

-- Many ids an element: that takes a fifth less room than one each, and is read faster.
local kept = {}
for i = count, skipped + 1, -RUN do
  kept[#kept + 1] = sub(ids, math.max(skipped, i - RUN) * 8 + 1, i * 8)
end
if #kept > 0 then call('LPUSH', key, unpack(kept)) end
call('LPUSH', key, low, 'C' .. epoch)
call('EXPIRE', key, ARGV[6])
return 1
