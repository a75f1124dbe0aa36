-- Append posts to the warm timelines of the next readers of one audience, and note how far they are.
-- KEYS    1 audience   2.. one progress key a post (all share one hash tag, as do the timelines built here)
-- ARGV    1 packed post ids, ascending, one a progress key   2 bytes a key   3 readers a call
--         4 progress ttl in seconds   5 entries to keep   6 entries above which to trim
-- An audience holds whole keys, so that a reader costs one string here and not three.
-- Returns {readers that every post has passed, audience length, warm readers, cold readers, posts appended,
--         readers when the audience was gathered}, or -1 and zeros when the audience is not here
local call, sub = redis.call, string.sub
local audience, posts, width = KEYS[1], ARGV[1], tonumber(ARGV[2])
local keep, limit = tonumber(ARGV[5]), tonumber(ARGV[6]) + 2

local header = call('GETRANGE', audience, 0, 15)
if #header < 16 then return {-1, 0, 0, 0, 0, 0} end
local generation, gathered = sub(header, 1, 8), tonumber(sub(header, 9))
local length = (call('STRLEN', audience) - 16) / width

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
local count = #fresh
if count == 0 then return {length, length, 0, 0, 0, gathered} end

-- Posts that go together are one element of a list, which costs a third of one each. How many ids a list holds is then
-- not told by its length: of those that grow, one in so many is weighed, as often as keeps up with what comes in.
-- Rarely where a post comes alone: then only what SQL gave is several an element. An element weighs two bytes more
-- than its ids.
local slack = limit - 2 - keep
local room = 12 * (limit - 2) + 160
local every = count == 1 and 2 * slack or math.max(1, math.floor(slack / (2 * count)))
local turn = call('TIME')[2] % every

-- Strings compare as the server's locale sorts text. Where that is not by bytes, packed ids are compared as numbers.
local by_bytes = 'B' < 'a' and '\127' < '\128' and '\200\1' < '\200\2' and '\254' < '\255'
local function above(one, other)
  local high, low = struct.unpack('>I4I4', one)
  local other_high, other_low = struct.unpack('>I4I4', other)
  return high > other_high or (high == other_high and low > other_low)
end

-- Makes room: the oldest arrivals leave. Arrivals are only roughly in order, so the low mark rises to the highest id
-- that leaves, not to the last one; within an element ids ascend. A list is never emptied: that would end its lease.
local function thin(key, size, bytes)
  local likely = math.ceil(bytes / (#call('LINDEX', key, 2) + 2))
  local out = call('LPOP', key, 2 + math.min(likely, size - 3, 500))
  local low, left, i, last = out[2], 0, 3, #out
  repeat
    local ids = out[i]
    left = left + #ids + 2
    if #ids > 8 then ids = sub(ids, -8) end
    if by_bytes and ids > low or not by_bytes and above(ids, low) then low = ids end
    i = i + 1
  until left >= bytes or i > last
  if i <= last then
    local stay = {}
    for j = last, i, -1 do stay[#stay + 1] = out[j] end
    call('LPUSH', key, unpack(stay))
  end
  call('LPUSH', key, low, out[1])
end

local readers = call('GETRANGE', audience, 16 + at * width, 15 + (at + tonumber(ARGV[3])) * width)
local entry, last, cold = table.concat(fresh), width - 1, 0
for i = 1, #readers, width do
  local key = sub(readers, i, i + last)
  local size = call('RPUSHX', key, entry)
  turn = turn + 1
  if size == 0 then
    cold = cold + 1
  elseif size > limit then
    thin(key, size, 10 * (slack + count))
  elseif turn >= every then
    turn = 0
    local weight = size > 3 and call('MEMORY', 'USAGE', key, 'SAMPLES', 0) or 0
    if weight > room then thin(key, size, weight - room + 10 * slack) end
  end
end
local taken = #readers / width

-- Last, because a script that stops half-way does not roll back: a redone step is harmless, a skipped one is a hole.
local passed = at + taken
for _, key in ipairs(behind) do
  call('SET', key, generation .. string.format('%d', passed), 'EX', ARGV[4])
end
return {passed, length, taken - cold, cold, count, gathered}
