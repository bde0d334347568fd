-- Removes tombstones that haven't moved. The floor rises first, so that whatever is written there next is newer.
-- KEYS: floor, index, then value and updated_time of each. ARGV: updated_time and tombstone of each.
local floor = number(KEYS[1])
for i = 1, #ARGV, 2 do
  local value, stamp, time = KEYS[i + 2], KEYS[i + 3], tonumber(ARGV[i])
  if number(stamp) == time and redis.call('GET', value) == ARGV[i + 1] then
    floor = math.max(floor, time)
    redis.call('SET', KEYS[1], text(floor))
    redis.call('DEL', value, stamp)
    redis.call('ZREM', KEYS[2], value)
  end
end
return 1
