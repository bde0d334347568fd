-- Takes a member in or out of the set of users if it is still what was read.
-- KEYS: the set, its updated_time, index, floor, who is gone.
-- ARGV: the member, its index entry, what was read (see members.lua), what it becomes: 'in', 'deleted' or 'erased'.
local state = redis.call('HGET', KEYS[5], ARGV[1]) or ''
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then state = 'in' end
if state ~= ARGV[3] then return 0 end
local now = text(after(number(KEYS[2]), number(KEYS[4])))
if ARGV[4] == 'in' then
  redis.call('SADD', KEYS[1], ARGV[1])
  redis.call('HDEL', KEYS[5], ARGV[1])
else
  redis.call('SREM', KEYS[1], ARGV[1])
  redis.call('HSET', KEYS[5], ARGV[1], ARGV[4] .. ':' .. now)
end
redis.call('SET', KEYS[2], now)
redis.call('ZADD', KEYS[3], now, ARGV[2])
return 1
