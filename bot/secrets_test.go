package bot

import (
	"context"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/bot/discordtest"
)

// Whatever goes wrong on the way, no error holds a token: addresses of interactions have one in them.
func TestErrorsHoldNoTokens(t *testing.T) {
	t.Parallel()
	const secret = "interaction-secret"
	body := payload{contentType: "application/json", data: []byte(`{"type":5}`)}
	calls := map[string]func(context.Context, *rest) error{
		"gateway": func(ctx context.Context, c *rest) error { _, err := c.gatewayBot(ctx); return err },
		"self":    func(ctx context.Context, c *rest) error { _, err := c.application(ctx); return err },
		"callback": func(ctx context.Context, c *rest) error {
			_, err := c.callback(ctx, 1, secret, body, true)
			return err
		},
		"edit":      func(ctx context.Context, c *rest) error { _, err := c.editOriginal(ctx, 1, secret, body); return err },
		"follow-up": func(ctx context.Context, c *rest) error { _, err := c.followUp(ctx, 1, secret, body); return err },
		"delete":    func(ctx context.Context, c *rest) error { return c.deleteOriginal(ctx, 1, secret) },
		"post":      func(ctx context.Context, c *rest) error { _, err := c.post(ctx, 1, body); return err },
	}
	faults := map[string]discordtest.Fault{
		"cut":     {Route: "*", Times: -1, Cut: true},
		"refused": {Route: "*", Times: -1, Status: 400, Code: 50035, Message: "Invalid Form Body"},
		"token":   {Route: "*", Times: -1, Status: 401, Message: "401: Unauthorized"},
		"broken":  {Route: "*", Times: -1, Status: 502},
		"slow":    {Route: "*", Times: -1, Delay: time.Minute},
		"limited": {Route: "*", Times: -1, RateLimit: &discordtest.RateLimit{RetryAfter: time.Hour}},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for what, call := range calls {
				server, err := discordtest.Start(discordtest.Options{})
				if err != nil {
					t.Fatal(err)
				}
				server.Fault(fault)
				timing := quick()
				timing.REST, timing.Attempt = 20*time.Millisecond, 20*time.Millisecond
				err = call(patient(t), newTestRest(t, server, timing))
				server.Close()
				if err == nil {
					t.Errorf("%s: no error", what)
					continue
				}
				keepsSecrets(t, err.Error(), secret, server.Token())
			}
		})
	}
	t.Run("unreachable", func(t *testing.T) {
		t.Parallel()
		server, err := discordtest.Start(discordtest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		server.Close()
		for what, call := range calls {
			if err := call(patient(t), newTestRest(t, server, quick())); err == nil {
				t.Errorf("%s: no error", what)
			} else {
				keepsSecrets(t, err.Error(), secret, server.Token())
			}
		}
	})
}

// Nor does the log, when an interaction can be answered in no way at all.
func TestLogHoldsNoTokens(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply {
		return reply.Reply{Body: reply.Lines("x"), Sticky: "x", Next: []reply.Reply{saying("y")}}
	}))
	r.start(t)
	for _, fault := range []discordtest.Fault{
		{Route: "POST /interactions/*/*/callback", Times: -1, Status: 400, Code: 50035},
		{Route: "POST /interactions/*/*/callback", Times: -1, Cut: true},
		{Route: "POST /webhooks/*/*", Times: -1, Status: 500},
	} {
		r.discord.ClearFaults()
		r.discord.Fault(fault)
		if _, err := r.discord.Slash(patient(t), discordtest.From{}, "act", nil); err != nil {
			t.Fatal(err)
		}
		waitFor(t, func() bool { return len(r.log.String()) > 0 && r.bot.flights.count() == 0 })
	}
}
