-- Takes a member in or out of the set of users if it is still what was read.
-- KEYS: the set, who is gone. ARGV: the member, what was read (see members.lua; '*' for anything), what it becomes, when.
local state = redis.call('HGET', KEYS[2], ARGV[1]) or ''
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then state = 'in' end
if ARGV[2] ~= '*' and state ~= ARGV[2] then return 0 end
if ARGV[3] == 'in' then
  redis.call('SADD', KEYS[1], ARGV[1])
  redis.call('HDEL', KEYS[2], ARGV[1])
else
  redis.call('SREM', KEYS[1], ARGV[1])
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ':' .. ARGV[4])
end
return 1
