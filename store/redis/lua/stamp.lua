-- Sets an updated_time to now, or to the given time if that is later, and returns it. KEYS: the updated_time. ARGV: the least time.
local now = text(after(number(KEYS[1]), tonumber(ARGV[1]) - 1))
redis.call('SET', KEYS[1], now)
return now
