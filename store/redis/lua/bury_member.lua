-- Forgets that a member is gone, if that hasn't moved. KEYS: who is gone. ARGV: the member, when it went.
local gone = redis.call('HGET', KEYS[1], ARGV[1])
if gone and string.match(gone, ':(%d+)$') == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
return 1
