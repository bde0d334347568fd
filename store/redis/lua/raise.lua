-- Raises a number to the given one if that is larger; says whether it was. KEYS: the number. ARGV: the given one.
local own = redis.call('GET', KEYS[1])
if own and tonumber(own) >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
return 1
