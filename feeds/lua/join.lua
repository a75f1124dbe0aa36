-- Add a reader to audiences, whether they stand or are being gathered. Where there is neither, nothing is missed:
-- who gathers it later finds the reader in SQL.
-- KEYS audience, gathering, audience, gathering ...   ARGV 1 the reader's timeline   2 bytes up to which to look first
local call, find = redis.call, string.find
local reader, look = ARGV[1], tonumber(ARGV[2])

local function holds(key)
  local ids = call('GETRANGE', key, 8, -1)
  local at = find(ids, reader, 1, true)
  while at do
    if (at - 1) % #reader == 0 then return true end
    at = find(ids, reader, at + 1, true)
  end
  return false
end

for _, key in ipairs(KEYS) do
  local size = call('STRLEN', key)
  -- A reader in a long audience twice is only pushed to twice: looking for them there would hold everybody up.
  if size > 0 and (size > look or not holds(key)) then call('APPEND', key, reader) end
end
