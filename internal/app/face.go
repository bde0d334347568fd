package app

import (
	"errors"
	"sync/atomic"
	"time"

	"feyre/bot"
)

// face is the Discord face as other parts see it: they are made before it, and it is filled in when it is there.
type face struct{ bot atomic.Pointer[bot.Bot] }

// errNoFace is the state before the face is made.
var errNoFace = errors.New("not started yet")

func (f *face) ready() error {
	if b := f.bot.Load(); b != nil {
		return b.Ready()
	}
	return errNoFace
}

func (f *face) shards() (ready, all int) {
	if b := f.bot.Load(); b != nil {
		return b.Shards()
	}
	return 0, 0
}

// Latency is how long Discord takes to answer, for /ping.
func (f *face) Latency() (gateway, rest time.Duration) {
	if b := f.bot.Load(); b != nil {
		return b.Latency(), 0
	}
	return 0, 0
}

// Servers is how many servers the bot is in.
func (f *face) Servers() int {
	if b := f.bot.Load(); b != nil {
		return b.Servers()
	}
	return 0
}

// Members is 0: without the intent for it nobody tells.
func (f *face) Members() int64 { return 0 }

// Shards is how many shards of this process are connected.
func (f *face) Shards() int {
	ready, _ := f.shards()
	return ready
}
