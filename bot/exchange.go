package bot

import (
	"context"
	"sync"
	"time"

	"feyre/backend/reply"
)

// door is how the first answer to an interaction leaves: the callback of the REST API, or the answer to the HTTP request that brought it.
type door interface {
	// open gives the first answer; it is tried once. With wantID it returns the id of the message that the answer made, or 0 where it
	// can't know it.
	open(ctx context.Context, body payload, wantID bool) (uint64, error)
}

// exchange is one interaction from its arrival to its last word. Its first answer goes out once and in time: where the reply isn't
// there after Timing.Defer it is deferred, and the reply follows as an edit.
//
// https://discord.com/developers/docs/interactions/receiving-and-responding
type exchange struct {
	bot     *Bot
	in      *interaction
	door    door
	arrived time.Time
	private bool // whether a deferral is for the asker alone

	mu      sync.Mutex
	stage   stage
	tried   bool // a deferral was sent, and it isn't known what became of it
	timer   *time.Timer
	outcome string
}

type stage uint8

const (
	stageOpen stage = iota
	stageDeferred
	stageClosed
)

// watch arms the timer that defers.
func (x *exchange) watch(ctx context.Context) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.timer = time.AfterFunc(x.bot.timing.Defer-time.Since(x.arrived), func() {
		x.bot.guard("defer", func() { x.postpone(ctx) }, nil)
	})
}

// drop gives an exchange up without an answer.
func (x *exchange) drop() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.stage = stageClosed
	if x.timer != nil {
		x.timer.Stop()
	}
}

// onMessage says whether the interaction came from a message, which can then be changed.
func (x *exchange) onMessage() bool { return x.in.Message != nil }

// postpone gives the first answer without a reply, unless there was one.
func (x *exchange) postpone(ctx context.Context) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.stage != stageOpen {
		return
	}
	say := answer{Kind: answerDeferred}
	switch {
	case x.onMessage():
		say.Kind = answerDeferredUpdate
	case x.private:
		say.Data = map[string]int{"flags": flagEphemeral}
	}
	if _, err := x.send(ctx, say, nil, false); err != nil {
		x.tried = true
		x.bot.log.Warn("can't defer an interaction", "id", x.in.ID, "error", err)
	} else {
		x.stage = stageDeferred
		x.observe("deferred")
	}
	left := x.bot.timing.Request + x.bot.timing.Request/10 - time.Since(x.arrived)
	x.timer = time.AfterFunc(left, func() {
		x.bot.guard("late", func() { x.finish(ctx, x.bot.late(x.in.Locale)) }, nil)
	})
}

// finish gives the reply, as the first answer or, after a deferral, in its place. Only the first call counts.
func (x *exchange) finish(ctx context.Context, r reply.Reply) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.stage == stageClosed {
		return
	}
	if x.timer != nil {
		x.timer.Stop()
	}
	var (
		id  uint64
		err error
	)
	if x.stage == stageDeferred {
		id, err = x.later(ctx, r)
	} else {
		id, err = x.first(ctx, r)
	}
	x.stage = stageClosed
	if err != nil {
		x.outcome = "failed"
		x.bot.log.Warn("can't answer an interaction", "id", x.in.ID, "kind", x.in.Kind, "error", err)
		return
	}
	x.after(ctx, r, id)
}
