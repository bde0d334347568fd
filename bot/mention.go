package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

// acceptMessage takes up a message that mentions the bot: "@Feyre roll 4d6". Discord hands over the content of such a message without
// the intent to read all of them.
func (b *Bot) acceptMessage(ctx context.Context, m *message) {
	self := b.self.Load()
	if !slices.Contains(m.Mentions, self) || m.Author.Bot || m.WebhookID != 0 {
		return
	}
	req, ok := b.decoder.mention(m, self)
	if !ok || !b.flights.begin() {
		return
	}
	arrived := time.Now()
	pushed := b.queue.push(laneOf(req), func() {
		defer b.flights.end()
		b.guard("message", func() { b.answerMessage(ctx, m, req, arrived) }, nil)
	})
	if !pushed {
		b.metrics.refused.WithLabelValues("queue_full").Inc()
		b.flights.end()
	}
}

// answerMessage does what a message asks for.
func (b *Bot) answerMessage(ctx context.Context, m *message, req backend.Request, arrived time.Time) {
	if b.bus.Private(req) {
		b.replyTo(ctx, m, b.fault(req.Locale, backend.NewFault(backend.Invalid, text.BotPrivate, "/"+strings.ReplaceAll(req.Path, "/", " "))))
		return
	}
	ctx, span := b.span(ctx, req)
	defer span.End()
	limited, cancel := context.WithDeadline(ctx, arrived.Add(b.timing.Request))
	answer := b.bus.Handle(limited, req)
	cancel()
	b.replyTo(ctx, m, answer)
	b.log.Debug("message", "id", m.ID, "path", req.Path, "took", time.Since(arrived))
}

// replyTo answers a message in its channel, as plain text: the bot may have neither the permission to embed nor to attach.
func (b *Bot) replyTo(ctx context.Context, m *message, r reply.Reply) {
	ctx, cancel := context.WithTimeout(ctx, 4*b.timing.REST)
	defer cancel()
	if err := b.postReply(ctx, m, r, decimal(m.ID)); err != nil {
		b.log.Warn("can't answer a message", "id", m.ID, "error", err)
		return
	}
	for i, next := range r.Next[:min(len(r.Next), maxFollowUps-1)] {
		if err := b.postReply(ctx, m, next, decimal(m.ID+uint64(i)+1)); err != nil {
			b.log.Warn("can't answer a message further", "id", m.ID, "error", err)
			return
		}
	}
}

// postReply posts one message. The nonce makes Discord take it once, however often it is sent.
func (b *Bot) postReply(ctx context.Context, m *message, r reply.Reply, nonce string) error {
	r.Private = false
	l := encode(r, layout{plain: true})
	b.noteCuts(l)
	l.Reference = &reference{MessageID: decimal(m.ID)}
	l.Nonce, l.EnforceNonce = nonce, true
	body, err := jsonPayload(&l.outgoing)
	if err != nil {
		return err
	}
	id, err := b.rest.post(ctx, m.ChannelID, body)
	if err != nil || r.Sticky == "" {
		return err
	}
	previous, err := b.remember(ctx, m.ChannelID, r.Sticky, id)
	if err == nil && previous != 0 {
		b.retire(ctx, m.ChannelID, previous)
	}
	return err
}

// mention makes a Request of a message that begins with a mention of the bot. The words after it name a verb; what follows is the value
// of the verb's first option.
func (d *decoder) mention(m *message, self uint64) (backend.Request, bool) {
	words, found := cutMention(m.Content, self)
	if !found {
		return backend.Request{}, false
	}
	req := backend.Request{
		ID: decimal(m.ID), User: m.Author.ID, UserName: firstOf(m.Author.GlobalName, m.Author.Username),
		Guild: m.GuildID, Channel: m.ChannelID, Source: backend.FromMention, Options: backend.Options{},
	}
	if m.Member != nil {
		req.UserName = firstOf(m.Member.Nick, req.UserName)
	}
	first, rest := cutWord(words)
	if command, verb, slash := strings.Cut(first, "/"); slash { // written as a path, which doesn't reach what is hidden
		first, rest = command, strings.TrimSpace(verb+" "+rest)
	}
	req.Path = strings.ToLower(firstOf(first, "help"))
	if second, after := cutWord(rest); second != "" {
		if path := req.Path + "/" + strings.ToLower(second); d.visible(path) {
			req.Path, rest = path, after
		}
	}
	if !d.visible(req.Path) {
		return req, true // the Bus says that there is no such thing
	}
	if option, has := firstOption(d.verbs[req.Path]); has && rest != "" {
		req.Options[option] = rest
	}
	return req, true
}

func (d *decoder) visible(path string) bool {
	verb, found := d.verbs[path]
	return found && !verb.Hidden
}

func firstOption(verb backend.Verb) (name string, has bool) {
	for _, option := range verb.Options {
		if !option.Hidden {
			return option.Name, true
		}
	}
	return "", false
}

// cutMention cuts the mention of the bot off the beginning of a message.
func cutMention(content string, self uint64) (rest string, found bool) {
	content = strings.TrimSpace(content)
	for _, sign := range []string{"<@" + decimal(self) + ">", "<@!" + decimal(self) + ">"} {
		if rest, found = strings.CutPrefix(content, sign); found {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}

func cutWord(s string) (word, rest string) {
	word, rest, _ = strings.Cut(strings.TrimSpace(s), " ")
	return word, strings.TrimSpace(rest)
}
