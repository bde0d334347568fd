-- Writes documents and tombstones unless the server's own are newer. One whose value is lost is written whatever its updated_time; one whose
-- updated_time is lost is left alone.
-- KEYS: index, then value and updated_time of each. ARGV: updated_time and value of each, then what an erasure looks like.
local own = redis.call('MGET', unpack(KEYS, 2))
local erased = ARGV[#ARGV]
local sets, written = {}, {}
for i = 1, #own, 2 do
  local value, time = own[i], tonumber(own[i + 1] or 0) or 0
  local newTime, new = tonumber(ARGV[i]), ARGV[i + 1]
  local wanted = not value or own[i + 1] and (newTime > time or newTime == time and new == erased and value ~= erased)
  if wanted then
    local n = #sets
    sets[n + 1], sets[n + 2], sets[n + 3], sets[n + 4] = KEYS[i + 1], new, KEYS[i + 2], text(math.max(time, newTime))
    written[#written + 1] = KEYS[i + 1]
  end
end
if #written == 0 then return 0 end
redis.call('MSET', unpack(sets))
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('ZREM', KEYS[1], unpack(written)) end
return #written
