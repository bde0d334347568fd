-- Raises counters to the given values where those are larger.
-- KEYS: index, the counters' updated_time, the set of counters, the counters. ARGV: value and updated_time of each.
local stamp, written = number(KEYS[2]), 0
for i = 4, #KEYS do
  local counter, value, time = KEYS[i], ARGV[2 * i - 7], tonumber(ARGV[2 * i - 6])
  local own = redis.call('GET', counter)
  if not own or tonumber(value) > tonumber(own) then
    redis.call('SET', counter, value)
    redis.call('SADD', KEYS[3], counter)
    redis.call('ZREM', KEYS[1], counter)
    stamp = math.max(stamp, time)
    written = written + 1
  end
end
if written > 0 then redis.call('SET', KEYS[2], text(stamp)) end
return written
