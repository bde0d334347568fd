-- Adds members to the set of users, and tells how many were not in it; -1, and nothing done, where somebody was ever taken out of it or
-- is to be. KEYS: the set, who is gone, the set's updated_time. ARGV: the newest updated_time, how many are to be taken out, then the members.
if ARGV[2] ~= '0' or redis.call('EXISTS', KEYS[2]) == 1 then return -1 end
local added = redis.call('SADD', KEYS[1], unpack(ARGV, 3))
if added > 0 and tonumber(ARGV[1]) > number(KEYS[3]) then redis.call('SET', KEYS[3], ARGV[1]) end
return added
