-- Counts a batch of requests and adds their users. Every request waits for this one: it asks the server for as little as it can.
-- KEYS: the set of users, its updated_time, the counters' updated_time, index, floor, the set of counters, who is gone, the counters.
-- ARGV: how much each counter rises by, then the users.
local counters = #KEYS - 7
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local stamp = text(now)
local last = tonumber(redis.call('GETSET', KEYS[3], stamp) or 0)
if last >= now then
  stamp = text(last + 1)
  redis.call('SET', KEYS[3], stamp)
end
for i = 1, counters do
  local counter = KEYS[7 + i]
  if redis.call('INCRBY', counter, ARGV[i]) == tonumber(ARGV[i]) then redis.call('SADD', KEYS[6], counter) end
  redis.call('ZADD', KEYS[4], stamp, counter)
end

local strangers = {}
for i = counters + 1, #ARGV do
  if redis.call('SADD', KEYS[1], ARGV[i]) == 1 then strangers[#strangers + 1] = ARGV[i] end
end
if #strangers == 0 then return 1 end
stamp = text(after(number(KEYS[2]), number(KEYS[5])))
redis.call('SET', KEYS[2], stamp)
redis.call('HDEL', KEYS[7], unpack(strangers))
for _, user in ipairs(strangers) do redis.call('ZADD', KEYS[4], stamp, KEYS[1] .. ' ' .. user) end
return 1
