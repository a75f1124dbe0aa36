-- Add a reader to audiences, whether they stand or are being gathered. Where there is neither, nothing is missed:
-- who gathers it later finds the reader in SQL.
-- KEYS audience, gathering, audience, gathering ...
-- ARGV 1 the reader's timeline   2 bytes up to which to look first   3 joins that are tolerated after a gathering
local call, find = redis.call, string.find
local reader, look, tolerated = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local function holds(key)
  local ids = call('GETRANGE', key, 16, -1)
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
  if size > 0 and (size > look or not holds(key)) then
    call('APPEND', key, reader)
    -- Posts have it gathered anew before it is twice too long. Where none come, it is given up until one does.
    local gathered = size > look and tonumber(call('GETRANGE', key, 8, 15))
    if gathered and (size - 16) / #reader > 2 * (gathered + tolerated) then call('UNLINK', key) end
  end
end
