package discordtest

import (
	"crypto/rand"
	"strconv"
	"sync/atomic"
	"time"
)

// epoch is the first millisecond of 2015.
// discord.com/developers/docs/reference#snowflakes
const epoch = 1420070400000

// snowflakes hands out ids that carry the time and never repeat.
type snowflakes struct {
	clock Clock
	count atomic.Int64
}

func (f *snowflakes) next() string {
	return snowflake(f.clock.Now(), f.count.Add(1))
}

func snowflake(t time.Time, count int64) string {
	return strconv.FormatInt((t.UnixMilli()-epoch)<<22|count&(1<<22-1), 10)
}

// guildID returns the id of the n-th server the bot is in. Consecutive servers
// fall on consecutive shards.
func guildID(n int) string {
	return strconv.FormatInt((int64(n)+1_000_000_000)<<22, 10)
}

// channelOf returns the id of a server's first channel.
func channelOf(guild string) string { return derive(guild, 1) }

// derive returns an id that belongs to another one.
func derive(id string, n int64) string {
	v, _ := strconv.ParseInt(id, 10, 64)
	return strconv.FormatInt(v+n, 10)
}

// shardOf returns the shard a server's events go to; direct messages go to 0.
// discord.com/developers/docs/events/gateway#sharding
func shardOf(guild string, shards int) int {
	v, _ := strconv.ParseInt(guild, 10, 64)
	return int((v >> 22) % int64(shards))
}

func newToken() string { return rand.Text() + rand.Text() + rand.Text() }
