package bot

import (
	"context"
	"errors"
	"net/http"

	"feyre/backend/reply"
)

// first answers with the reply itself.
func (x *exchange) first(ctx context.Context, r reply.Reply) (uint64, error) {
	if r.Modal != nil && x.in.Kind != kindModal {
		if form, ok := modal(r.Modal); ok {
			return 0, x.once(x.send(ctx, answer{Kind: answerModal, Data: form}, nil, false))
		}
		r = x.bot.broken(x.in.Locale)
	}
	if r.Delete && x.onMessage() {
		if err := x.once(x.send(ctx, answer{Kind: answerDeferredUpdate}, nil, false)); err != nil {
			return 0, err
		}
		return x.takeAway(ctx, r)
	}
	say := answer{Kind: answerMessage}
	if x.updates(r) {
		say.Kind = answerUpdate
	}
	m := x.letter(r)
	say.Data = &m.outgoing
	id, err := x.send(ctx, say, m.files, r.Sticky != "")
	var refused *restError
	if errors.As(err, &refused) && refused.Status == http.StatusBadRequest && refused.Code != codeAlreadyAnswered {
		x.bot.log.Error("Discord refused a reply", "id", x.in.ID, "error", err)
		m = x.letter(x.bot.broken(x.in.Locale))
		id, err = x.send(ctx, answer{Kind: answerMessage, Data: &m.outgoing}, nil, false)
	}
	if restCode(err) == codeAlreadyAnswered && x.tried {
		return x.later(ctx, r) // the deferral did get through
	}
	if say.Kind == answerUpdate {
		id = x.in.Message.ID
	}
	return id, x.once(id, err)
}

// once notes the outcome of the first answer.
func (x *exchange) once(_ uint64, err error) error {
	if err == nil {
		x.observe("answered")
	}
	return err
}

// whileTokenLives bounds what uses the interaction's token.
func (x *exchange) whileTokenLives(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, x.arrived.Add(tokenLife-tokenLife/60))
}

// later puts the reply in the place of a deferral. What is for the asker alone never goes where all can read it.
func (x *exchange) later(ctx context.Context, r reply.Reply) (uint64, error) {
	ctx, cancel := x.whileTokenLives(ctx)
	defer cancel()
	if r.Modal != nil {
		r = x.bot.late(x.in.Locale) // a form can only be a first answer
	}
	switch {
	case x.onMessage() && r.Delete:
		return x.takeAway(ctx, r)
	case x.onMessage() && !x.updates(r):
		return x.followUp(ctx, r)
	case !x.onMessage() && r.Private && !x.private:
		if err := x.bot.rest.deleteOriginal(ctx, x.in.ApplicationID, x.in.Token); err != nil {
			x.bot.log.Warn("can't delete a deferral", "id", x.in.ID, "error", err)
		}
		return x.followUp(ctx, r)
	}
	m := x.letter(r)
	m.Flags &^= flagEphemeral
	body, err := seal(&m.outgoing, m.files)
	if err != nil {
		return 0, err
	}
	return x.bot.rest.editOriginal(ctx, x.in.ApplicationID, x.in.Token, body)
}

// updates says whether a reply changes the message whose button was pressed. A reply for the asker alone changes no message that
// others see.
func (x *exchange) updates(r reply.Reply) bool {
	return r.Update && x.onMessage() && (!r.Private || x.in.Message.Flags&flagEphemeral != 0)
}

// takeAway deletes the message whose button was pressed, and says what there is to say in a new one.
func (x *exchange) takeAway(ctx context.Context, r reply.Reply) (uint64, error) {
	ctx, cancel := x.whileTokenLives(ctx)
	defer cancel()
	if err := x.bot.rest.deleteOriginal(ctx, x.in.ApplicationID, x.in.Token); err != nil && !gone(err) {
		return 0, err
	}
	if len(r.Body) == 0 && r.Title == "" {
		return 0, nil
	}
	return x.followUp(ctx, r)
}

func (x *exchange) followUp(ctx context.Context, r reply.Reply) (uint64, error) {
	m := x.letter(r)
	body, err := seal(&m.outgoing, m.files)
	if err != nil {
		return 0, err
	}
	return x.bot.rest.followUp(ctx, x.in.ApplicationID, x.in.Token, body)
}

// after does what follows the reply: its further messages, and the one live message of its kind.
func (x *exchange) after(ctx context.Context, r reply.Reply, id uint64) {
	if r.Sticky == "" && len(r.Next) == 0 {
		return
	}
	ctx, cancel := x.whileTokenLives(ctx)
	defer cancel()
	if r.Sticky != "" && !r.Private {
		x.stick(ctx, r.Sticky, id)
	}
	for _, next := range r.Next[:min(len(r.Next), maxFollowUps-1)] {
		id, err := x.followUp(ctx, next)
		if err != nil {
			x.bot.log.Warn("can't follow up an interaction", "id", x.in.ID, "error", err)
			return
		}
		if next.Sticky != "" && !next.Private {
			x.stick(ctx, next.Sticky, id)
		}
	}
}

// send gives the first answer through the door, within the time that Discord allows.
func (x *exchange) send(ctx context.Context, say answer, files []reply.File, wantID bool) (uint64, error) {
	body, err := seal(&say, files)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithDeadline(ctx, x.arrived.Add(x.bot.timing.Answer))
	defer cancel()
	return x.door.open(ctx, body, wantID)
}

// letter writes a reply for this place.
func (x *exchange) letter(r reply.Reply) letter {
	most := x.in.MaxBytes
	if most == 0 {
		most = maxFileBytes
	}
	m := encode(r, layout{fileBytes: most})
	x.bot.noteCuts(m)
	return m
}

// observe records how and how fast the first answer went out.
func (x *exchange) observe(outcome string) {
	x.outcome = outcome
	x.bot.metrics.interactions.WithLabelValues(kindName(x.in.Kind), outcome).Observe(since(x.arrived))
}

func kindName(kind int) string {
	switch kind {
	case kindCommand:
		return "command"
	case kindComponent:
		return "component"
	case kindAutocomplete:
		return "autocomplete"
	case kindModal:
		return "modal"
	default:
		return "other"
	}
}
