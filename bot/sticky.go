package bot

import (
	"context"
	"sync"
)

// StickyMemory remembers the one live message of a kind in a channel.
type StickyMemory interface {
	// Remember notes a message as the live one and returns the one that was before, or 0. It is safe for concurrent use.
	Remember(ctx context.Context, channel uint64, kind string, message uint64) (previous uint64, err error)
}

// localSticky is the StickyMemory of a bot that runs in one process and may forget.
type localSticky struct {
	mu   sync.Mutex
	live map[stickyKey]uint64
}

type stickyKey struct {
	channel uint64
	kind    string
}

// maxSticky bounds what a process remembers; over it, it forgets everything, which costs old messages that keep their buttons.
const maxSticky = 100_000

var _ StickyMemory = (*localSticky)(nil)

func newLocalSticky() *localSticky { return &localSticky{live: map[stickyKey]uint64{}} }

// Remember notes a message as the live one.
func (s *localSticky) Remember(_ context.Context, channel uint64, kind string, message uint64) (uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := stickyKey{channel, kind}
	previous := s.live[key]
	if previous == 0 && len(s.live) >= maxSticky {
		clear(s.live)
	}
	s.live[key] = message
	return previous, nil
}

// stick makes a message the live one of its kind: the one before is deleted or, where it can't be, loses its buttons.
func (x *exchange) stick(ctx context.Context, kind string, id uint64) {
	if id == 0 {
		var err error
		if id, err = x.bot.rest.originalID(ctx, x.in.ApplicationID, x.in.Token); err != nil {
			x.bot.log.Warn("can't find the message of a reply", "id", x.in.ID, "error", err)
			return
		}
	}
	remember, pressed := x.bot.remember, x.onMessage() && id == x.in.Message.ID
	if pressed {
		remember = x.bot.sticky.Remember // the one that was just changed shows what is so now, however old it is
	}
	previous, err := remember(ctx, x.in.ChannelID, kind, id)
	if err != nil {
		x.bot.log.Warn("can't remember a message", "id", x.in.ID, "error", err)
		return
	}
	if previous == 0 || previous == id && pressed || !x.resident() {
		return
	}
	x.bot.retire(ctx, x.in.ChannelID, previous)
}

// remember notes the live message of a kind and returns the one that is so no longer, or 0. Of two that went out at the same time the
// newer one stays, whichever is noted first.
func (b *Bot) remember(ctx context.Context, channel uint64, kind string, message uint64) (uint64, error) {
	for live := message; ; {
		previous, err := b.sticky.Remember(ctx, channel, kind, live)
		switch {
		case err != nil || previous == 0 || previous == live:
			return 0, err
		case previous < live:
			return previous, nil
		}
		live = previous
	}
}

// resident says whether the bot itself is where the interaction came from; with a user's installation alone it has no access.
func (x *exchange) resident() bool {
	return !x.in.UserOnly
}

func (b *Bot) retire(ctx context.Context, channel, message uint64) {
	err := b.rest.remove(ctx, channel, message)
	if err == nil || gone(err) {
		return
	}
	body, _ := jsonPayload(map[string]any{"components": []part{}})
	if err := b.rest.edit(ctx, channel, message, body); err != nil && !gone(err) {
		b.log.Debug("can't retire an old message", "error", err)
	}
}
