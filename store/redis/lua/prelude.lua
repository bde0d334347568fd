-- Microseconds don't fit Lua's way of writing numbers.
local function text(number) return string.format('%.0f', number) end

local function number(key) return tonumber(redis.call('GET', key) or 0) or 0 end

-- The server's clock in microseconds, but after both times given.
local function after(last, floor)
  local time = redis.call('TIME')
  return math.max(time[1] * 1000000 + time[2], last + 1, floor + 1)
end
