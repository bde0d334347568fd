-- Takes entries out of the index that haven't moved and are old enough.
-- KEYS: index. ARGV: the least age in microseconds, then time and entry of each.
local newest = math.huge
if tonumber(ARGV[1]) > 0 then newest = after(0, 0) - ARGV[1] end
for i = 2, #ARGV, 2 do
  local score = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[i + 1]) or -1)
  if score == tonumber(ARGV[i]) and score <= newest then redis.call('ZREM', KEYS[1], ARGV[i + 1]) end
end
return 1
