-- Tells of each member 'in', '' or, of one that is gone, how and when: 'deleted:TIME' or 'erased:TIME'.
-- KEYS: the set of users, who is gone. ARGV: the members.
local states = {}
local gone = redis.call('HMGET', KEYS[2], unpack(ARGV))
for i, member in ipairs(ARGV) do
  states[i] = redis.call('SISMEMBER', KEYS[1], member) == 1 and 'in' or gone[i] or ''
end
return states
