-- Adds to a counter once for each marker. KEYS: the counter, its markers. ARGV: how much, the marker.
if redis.call('SADD', KEYS[2], ARGV[2]) == 0 then return 0 end
redis.call('INCRBY', KEYS[1], ARGV[1])
return 1
