-- Replaces a value if it is still the one that was read.
-- KEYS: the value, its updated_time, index, floor and, for a counter, the set of counters.
-- ARGV: the value that was read ('' for none), the new one, the index entry.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
local now = text(after(number(KEYS[2]), number(KEYS[4])))
redis.call('SET', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], now)
redis.call('ZADD', KEYS[3], now, ARGV[3])
if KEYS[5] then redis.call('SADD', KEYS[5], KEYS[1]) end
return 1
