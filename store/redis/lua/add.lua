-- Adds to a counter once for each marker.
-- KEYS: the counter, its markers, the counters' updated_time, index, floor, the set of counters. ARGV: how much, the marker.
if redis.call('SADD', KEYS[2], ARGV[2]) == 0 then return 0 end
local now = text(after(number(KEYS[3]), number(KEYS[5])))
redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('SET', KEYS[3], now)
redis.call('ZADD', KEYS[4], now, KEYS[1])
redis.call('SADD', KEYS[6], KEYS[1])
return 1
