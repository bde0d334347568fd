-- Puts a tombstone in the place of a document and, for a user's, takes the user out of the set of users.
-- KEYS: the document, its updated_time, index, floor and, for a user's, the set of users, its updated_time, who is gone.
-- ARGV: the tombstone, the index entry and, for a user's, the member, its index entry.
local floor = number(KEYS[4])
local now = text(after(number(KEYS[2]), floor))
redis.call('SET', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], now)
redis.call('ZADD', KEYS[3], now, ARGV[2])
if not KEYS[5] then return 1 end
now = text(after(number(KEYS[6]), floor))
redis.call('SREM', KEYS[5], ARGV[3])
redis.call('HSET', KEYS[7], ARGV[3], 'erased:' .. now)
redis.call('SET', KEYS[6], now)
redis.call('ZADD', KEYS[3], now, ARGV[4])
return 1
