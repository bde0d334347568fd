-- Notes slots as changed now and returns that time. KEYS: index, floor. ARGV: the entries.
local last = 0
for _, entry in ipairs(ARGV) do last = math.max(last, tonumber(redis.call('ZSCORE', KEYS[1], entry) or 0)) end
local now = text(after(last, number(KEYS[2])))
for _, entry in ipairs(ARGV) do redis.call('ZADD', KEYS[1], now, entry) end
return now
