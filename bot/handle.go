package bot

import (
	"context"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

// handle has the Bus do a request, and answers.
func (x *exchange) handle(ctx context.Context, req backend.Request) {
	if x.closed() {
		return // it waited for so long that the asker was told
	}
	ctx, span := x.bot.span(ctx, req)
	defer span.End()
	x.finish(ctx, x.ask(ctx, req))
}

// ask hands a request to the Bus, with its deadline.
func (x *exchange) ask(ctx context.Context, req backend.Request) reply.Reply {
	ctx, cancel := context.WithDeadline(ctx, x.arrived.Add(x.bot.timing.Request))
	defer cancel()
	return x.bot.bus.Handle(ctx, req)
}

func (b *Bot) span(ctx context.Context, req backend.Request) (context.Context, trace.Span) {
	ctx, span := b.tracer.Start(ctx, "discord "+req.Command(), trace.WithSpanKind(trace.SpanKindServer))
	if span.IsRecording() {
		span.SetAttributes(attribute.String("feyre.path", req.Path))
	}
	return ctx, span
}

// complete offers choices for the option being typed. It is never deferred; what comes too late is not sent.
func (x *exchange) complete(ctx context.Context, req backend.Request) {
	ctx, cancel := context.WithDeadline(ctx, x.arrived.Add(x.bot.timing.Answer*5/6))
	defer cancel()
	offer, kind := choicesBody{Choices: []choiceBody{}}, x.bot.decoder.kind(req)
	for _, choice := range x.bot.bus.Complete(ctx, req) {
		if body, ok := x.bot.choice(choice, kind, x.in.Locale); ok && len(offer.Choices) < maxChoices {
			offer.Choices = append(offer.Choices, body)
		}
	}
	if _, err := x.send(ctx, answer{Kind: answerChoices, Data: offer}, nil, false); err != nil {
		x.outcome = "failed"
		x.bot.log.Debug("can't offer choices", "id", x.in.ID, "error", err)
		return
	}
	x.observe("answered")
}

func (b *Bot) choice(choice backend.Choice, kind backend.OptionKind, locale string) (choiceBody, bool) {
	name := choice.Name
	if choice.Label != "" {
		name = b.catalog.For(locale).WithNames().Say(choice.Label)
	}
	name, _ = cutText(firstOf(name, choice.Value), maxChoice)
	return choiceBody{Name: firstOf(name, "…"), Value: choiceValue(choice, kind)}, choice.Value != "" && len([]rune(choice.Value)) <= maxChoice
}

// fault is a Fault in words.
func (b *Bot) fault(locale string, fault *backend.Fault) reply.Reply {
	return fault.Describe(b.catalog.For(locale).WithNames())
}

// late is what is said when a request took too long.
func (b *Bot) late(locale string) reply.Reply {
	return b.fault(locale, backend.NewFault(backend.Unavailable, text.FaultLate).WithTry(text.FaultTryLater))
}

// broken is what is said when something went wrong here.
func (b *Bot) broken(locale string) reply.Reply {
	return b.fault(locale, backend.NewFault(backend.Internal, text.FaultInternal).WithTry(text.FaultTryLater))
}

// noteCuts reports what of a message didn't fit.
func (b *Bot) noteCuts(m letter) {
	for _, part := range m.cut {
		b.metrics.cut.WithLabelValues(part).Inc()
		b.log.Info("a part of a reply was cut to fit Discord's limits", "part", part)
	}
}

func (x *exchange) closed() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.stage == stageClosed
}

// report logs an exchange that is over.
func (x *exchange) report(ctx context.Context) {
	if !x.bot.log.Enabled(ctx, slog.LevelDebug) {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bot.log.Debug("interaction", "id", x.in.ID, "kind", kindName(x.in.Kind), "name", x.in.loggedName(),
		"outcome", x.outcome, "took", time.Since(x.arrived))
}
