-- Replaces a value if it is still the one that was read; no new one removes it. KEYS: the value. ARGV: what was read ('' for none), the new one.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2]) end
return 1
