-- Append posts to the warm timelines of the next readers of one audience, and note how far they are.
-- KEYS    1 audience   2.. one progress key a post (all share one hash tag, as do the timelines built here)
-- ARGV    1 packed post ids, ascending, one a progress key   2 bytes a key   3 readers a call
--         4 progress ttl in seconds   5 entries to keep   6 entries above which to trim
-- An audience holds whole keys, so that a reader costs one string here and not three.
-- Returns {readers that every post has passed, audience length, warm readers, cold readers, posts appended},
--         or {-1, 0, 0, 0, 0} when the audience is not here
local call, sub, unpack = redis.call, string.sub, unpack
local audience, posts, width = KEYS[1], ARGV[1], tonumber(ARGV[2])
local keep, limit = tonumber(ARGV[5]), tonumber(ARGV[6]) + 2

local generation = call('GETRANGE', audience, 0, 7)
if #generation < 8 then return {-1, 0, 0, 0, 0} end
local length = (call('STRLEN', audience) - 8) / width

-- Progress counts within one generation of the audience: another one stands in another order.
-- The posts that are furthest behind go together; the others wait until these have caught up.
local at, behind, fresh = length, {}, {}
for i = 2, #KEYS do
  local progress = call('GET', KEYS[i])
  local passed = 0
  if progress and sub(progress, 1, 8) == generation then passed = tonumber(sub(progress, 9)) end
  if passed < at then at, behind, fresh = passed, {}, {} end
  if passed == at and at < length then
    behind[#behind + 1] = KEYS[i]
    fresh[#fresh + 1] = sub(posts, i * 8 - 15, i * 8 - 8)
  end
end
if #fresh == 0 then return {length, length, 0, 0, 0} end

-- One pop takes the two header elements and the oldest arrivals. Arrivals are only roughly in order, so
-- the low mark rises to the highest id that leaves, not to the last one.
local function trim(key, size)
  local out = call('LPOP', key, size - keep)
  local low = out[2]
  for i = 3, #out do
    if out[i] > low then low = out[i] end
  end
  call('LPUSH', key, low, out[1])
end

local readers = call('GETRANGE', audience, 8 + at * width, 7 + (at + tonumber(ARGV[3])) * width)
local last, cold = width - 1, 0
for i = 1, #readers, width do
  local key = sub(readers, i, i + last)
  local size = call('RPUSHX', key, unpack(fresh))
  if size == 0 then
    cold = cold + 1
  elseif size > limit then
    trim(key, size)
  end
end
local taken = #readers / width

-- Last, because a script that stops half-way does not roll back: a redone step is harmless, a skipped one is a hole.
local passed = at + taken
for _, key in ipairs(behind) do
  call('SET', key, generation .. string.format('%d', passed), 'EX', ARGV[4])
end
return {passed, length, taken - cold, cold, #fresh}
