-- Takes members in or out of the set of users and tells of each whether it did. A tombstone takes a member out unless it came later.
-- KEYS: the set, who is gone and, where they share a server with these, index, the set's updated_time.
-- ARGV: updated_time, member, 'in', 'deleted' or 'erased', and when the index noted the member (asked here where it is at hand), of each.
local someGone = redis.call('EXISTS', KEYS[2]) == 1
local someNoted = KEYS[3] and redis.call('EXISTS', KEYS[3]) == 1

local function goneSince(member)
  local gone = someGone and redis.call('HGET', KEYS[2], member)
  return gone and tonumber(string.match(gone, ':(%d+)$'))
end

local function notedSince(member, noted)
  if someNoted then noted = redis.call('ZSCORE', KEYS[3], KEYS[1] .. ' ' .. member) or 0 end
  return tonumber(noted)
end

local function take(time, member)
  local gone = goneSince(member)
  if gone and gone >= time then return 0 end
  if gone then redis.call('HDEL', KEYS[2], member) end
  return redis.call('SADD', KEYS[1], member)
end

local function drop(time, member, how, noted)
  if (goneSince(member) or notedSince(member, noted)) >= time then return 0 end
  redis.call('SREM', KEYS[1], member)
  redis.call('HSET', KEYS[2], member, how .. ':' .. text(time))
  someGone = true
  return 1
end

local done, newest = {}, 0
for i = 1, #ARGV, 4 do
  local time, member, how = tonumber(ARGV[i]), ARGV[i + 1], ARGV[i + 2]
  local changed
  if how == 'in' then changed = take(time, member) else changed = drop(time, member, how, ARGV[i + 3]) end
  done[#done + 1] = changed
  if changed == 1 then
    newest = math.max(newest, time)
    if someNoted then redis.call('ZREM', KEYS[3], KEYS[1] .. ' ' .. member) end
  end
end
if KEYS[4] and newest > number(KEYS[4]) then redis.call('SET', KEYS[4], text(newest)) end
return done
