package bot

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"feyre/backend"
	"feyre/backend/text"
)

// dispatch takes an event of the gateway. Most are dropped by their name, and messages that don't name the bot by a search for its id,
// before anything of them is decoded.
func (b *Bot) dispatch(ctx context.Context, f frame) {
	switch string(f.event) {
	case "INTERACTION_CREATE":
		in, err := readInteraction(f.rest)
		if err != nil {
			b.log.Error("can't read an interaction", "error", err)
		}
		if in != nil {
			b.accept(ctx, in, callback{rest: b.rest, in: in}, time.Now())
		}
	case "MESSAGE_CREATE":
		b.guard("decode", func() { b.readMessage(ctx, f.rest) }, nil)
	default:
		b.metrics.dropped.Inc()
	}
}

func (b *Bot) readMessage(ctx context.Context, raw []byte) {
	if !b.mentioned(raw) {
		b.metrics.dropped.Inc()
		return
	}
	c := &cursor{raw: raw}
	m := readMessage(c)
	if m == nil || c.bad {
		b.log.Error("can't read a message")
		return
	}
	b.acceptMessage(ctx, m)
}

// mentioned says whether a raw message mentions the bot. One that doesn't hold its id can't; one of its own does without a mention.
func (b *Bot) mentioned(raw []byte) bool {
	self := b.self.Load()
	return b.config.Mentions && self != 0 && bytes.Contains(raw, []byte(decimal(self))) && mentions(&cursor{raw: raw}, self)
}

// accept takes up an interaction: it gets an answer, whatever becomes of it. It says false where the bot is stopping.
func (b *Bot) accept(ctx context.Context, in *interaction, out door, arrived time.Time) bool {
	if !b.flights.begin() {
		b.metrics.refused.WithLabelValues("stopping").Inc()
		return false
	}
	x := &exchange{bot: b, in: in, door: out, arrived: arrived}
	req, found := x.understand()
	if in.Kind != kindAutocomplete {
		x.watch(ctx)
	}
	if b.queue.push(laneOf(req), func() { x.run(ctx, req, found) }) {
		return true
	}
	b.metrics.refused.WithLabelValues("queue_full").Inc()
	busy := b.fault(req.Locale, backend.NewFault(backend.Busy, text.BotBusy).WithTry(text.FaultTryLater))
	if !b.overflow.push(in.ID, func() { x.settle(ctx, func() { x.finish(ctx, busy) }) }) {
		b.metrics.refused.WithLabelValues("overload").Inc()
		x.drop()
		b.flights.end()
	}
	return true
}

// laneOf is what a request waits in turn by: its server, or its user outside of servers.
func laneOf(req backend.Request) uint64 {
	if req.Guild != 0 {
		return req.Guild
	}
	return req.User
}

// understand reads what is asked for. Where a panic comes of that, nothing is.
func (x *exchange) understand() (req backend.Request, found bool) {
	x.private = true
	x.bot.guard("decode", func() {
		req, found = x.bot.decoder.request(x.in)
		x.private = !found || x.bot.bus.Private(req)
	}, func() { found = false })
	return req, found
}

// run does an interaction when it is its turn.
func (x *exchange) run(ctx context.Context, req backend.Request, found bool) {
	x.settle(ctx, func() {
		switch {
		case x.in.Kind == kindAutocomplete:
			x.complete(ctx, req)
		case !found:
			x.bot.metrics.refused.WithLabelValues("unknown").Inc()
			x.finish(ctx, x.bot.fault(req.Locale, backend.NewFault(backend.NotFound, text.BotStale).WithTry(text.FaultTryHelp)))
		default:
			x.handle(ctx, req)
		}
	})
}

// settle does the work of an exchange; a panic in it ends in an answer. Then the exchange has landed.
func (x *exchange) settle(ctx context.Context, work func()) {
	defer x.bot.flights.end()
	defer x.report(ctx)
	x.bot.guard("interaction", work, func() { x.finish(ctx, x.bot.broken(x.in.Locale)) })
}

// guard does something that may panic, and afterwards does otherwise where it did, which may be nil and may panic, too.
func (b *Bot) guard(where string, work, otherwise func()) {
	defer func() {
		if cause := recover(); cause != nil {
			b.log.Error("panic", "in", where, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			if otherwise != nil {
				b.guard(where, otherwise, nil)
			}
		}
	}()
	work()
}
