-- Tells when each slot was noted in the index, '0' for not at all. KEYS: index. ARGV: the entries.
local scores = {}
for i, entry in ipairs(ARGV) do
  local score = redis.call('ZSCORE', KEYS[1], entry)
  scores[i] = score and text(tonumber(score)) or '0'
end
return scores
