-- Append posts to every warm timeline of one chunk, once.
-- KEYS    one marker a post (they also name the slot: every key built here shares their hash tag)
-- ARGV    1 packed post ids, ascending, one a marker   2 timeline prefix   3 packed viewer ids
--         4 marker ttl in seconds   5 entries to keep   6 entries above which to trim
-- Returns {warm viewers, cold viewers, posts appended}
local call, sub = redis.call, string.sub
local posts, prefix, viewers = ARGV[1], ARGV[2], ARGV[3]
local keep, limit = tonumber(ARGV[5]), tonumber(ARGV[6]) + 2

local fresh, markers = {}, {}
for i, marker in ipairs(KEYS) do
  if call('EXISTS', marker) == 0 then
    fresh[#fresh + 1] = sub(posts, i * 8 - 7, i * 8)
    markers[#markers + 1] = marker
  end
end
if #fresh == 0 then return {0, 0, 0} end

-- One pop takes the two header elements and the oldest arrivals. Arrivals are only roughly in order, so
-- the low mark rises to the highest id that leaves, not to the last one.
local function trim(key, length)
  local out = call('LPOP', key, length - keep)
  local low = out[2]
  for i = 3, #out do
    if out[i] > low then low = out[i] end
  end
  call('LPUSH', key, low, out[1])
end

local warm, cold = 0, 0
for i = 1, #viewers, 8 do
  local key = prefix .. sub(viewers, i, i + 7)
  local length = call('RPUSHX', key, unpack(fresh))
  if length == 0 then
    cold = cold + 1
  else
    warm = warm + 1
    if length > limit then trim(key, length) end
  end
end

-- Last, because a script that stops half-way does not roll back: a redone chunk is harmless, a skipped one is a hole.
for _, marker in ipairs(markers) do
  call('SET', marker, '', 'EX', ARGV[4])
end
return {warm, cold, #fresh}
