-- Counts a batch of requests and adds their users. Every request waits for this one: it asks the server for as little as it can, makes no
-- table where every user is known, and does without the prelude, whose functions the server would make anew each time.
-- KEYS: the set of users, the counters' updated_time, index, the counters. Before it stand the names of the keys that few calls need.
-- ARGV: how much each counter rises by, then the users.
local call = redis.call
local time = call('TIME')
local stamp = time[1] .. string.sub('00000' .. time[2], -6)
local last = call('GETSET', KEYS[2], stamp)
if last and (#last > #stamp or #last == #stamp and last >= stamp) then -- numbers compared as the texts they are
  stamp = string.format('%.0f', last + 1)
  call('SET', KEYS[2], stamp)
end
local counters = #KEYS - 3
for i = 1, counters do
  local counter, n = KEYS[3 + i], ARGV[i]
  if call('INCRBY', counter, n) == tonumber(n) then call('SADD', countersKey, counter) end
  call('ZADD', KEYS[3], stamp, counter)
end

local strangers
for i = counters + 1, #ARGV do
  if call('SADD', KEYS[1], ARGV[i]) == 1 then
    strangers = strangers or {}
    strangers[#strangers + 1] = ARGV[i]
  end
end
if not strangers then return 1 end
local own, floor = tonumber(call('GET', ownKey) or 0) or 0, tonumber(call('GET', floorKey) or 0) or 0
stamp = string.format('%.0f', math.max(time[1] * 1000000 + time[2], own + 1, floor + 1))
call('SET', ownKey, stamp)
call('HDEL', goneKey, unpack(strangers))
for _, user in ipairs(strangers) do call('ZADD', KEYS[3], stamp, KEYS[1] .. ' ' .. user) end
return 1
