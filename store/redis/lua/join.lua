-- Takes users into the set. KEYS: the set of users, who is gone. ARGV: the users.
redis.call('SADD', KEYS[1], unpack(ARGV))
redis.call('HDEL', KEYS[2], unpack(ARGV))
return 1
