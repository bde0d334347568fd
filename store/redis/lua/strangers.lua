-- Tells which users aren't in the set. KEYS: the set of users. ARGV: the users.
local strangers = {}
for _, user in ipairs(ARGV) do
  if redis.call('SISMEMBER', KEYS[1], user) == 0 then strangers[#strangers + 1] = user end
end
return strangers
