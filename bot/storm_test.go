package bot

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/bot/discordtest"
)

func TestPanicIsAnswered(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply { panic("broken") }))
	r.start(t)
	_, response := r.slash(t, "act", nil)
	if !response.Private() || !strings.Contains(description(response.Message), "broke on our side") {
		t.Errorf("answered %+v", response.Message)
	}
	if !strings.Contains(r.log.String(), "broken") {
		t.Error("the panic isn't logged")
	}
	r.slash(t, "ping", nil)
}

// brokenDoor panics whatever goes through it.
type brokenDoor struct{}

func (brokenDoor) open(context.Context, payload, bool) (uint64, error) { panic("broken door") }

// A panic while an answer is sent, and another while the sorry for it is, are for the log alone.
func TestPanicsWhileAnswering(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus(), hurried)
	in := &interaction{ID: 1, ApplicationID: 2, Kind: kindCommand, Token: "token"}
	x := &exchange{bot: r.bot, in: in, door: brokenDoor{}, arrived: time.Now()}
	x.watch(t.Context())
	waitFor(t, func() bool { return strings.Contains(r.log.String(), "in=defer") })
	if !r.bot.flights.begin() {
		t.Fatal("no flight begins")
	}
	x.settle(t.Context(), func() { x.finish(t.Context(), saying("done")) })
	if log := r.log.String(); r.bot.flights.count() != 0 || strings.Count(log, "in=interaction") != 2 {
		t.Errorf("%d flights, log:\n%s", r.bot.flights.count(), log)
	}
}

// However many interactions come, no more run at once than there are workers.
func TestHandlersAreBounded(t *testing.T) {
	t.Parallel()
	const workers, n = 4, 40
	var running atomic.Int64
	let := make(chan struct{})
	r := newRig(t, discordtest.Options{Guilds: n}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply {
		if now := running.Add(1); now > workers {
			t.Errorf("%d run at once", now)
		}
		defer running.Add(-1)
		<-let
		return saying("done")
	}), func(o *Options) { o.Workers = workers })
	r.start(t)
	var sent []*discordtest.Interaction
	for server := range n {
		i, err := r.discord.Slash(patient(t), discordtest.From{GuildID: discordtest.GuildID(server)}, "act", nil)
		if err != nil {
			t.Fatal(err)
		}
		sent = append(sent, i)
	}
	waitFor(t, func() bool { return running.Load() == workers && r.bot.queue.length() == n-workers })
	close(let)
	for _, i := range sent {
		r.answered(t, i, nil)
	}
}

func TestRequestThatNeverEnds(t *testing.T) {
	t.Parallel()
	let := make(chan struct{})
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", func(context.Context, backend.Request) reply.Reply {
		<-let // whatever its context says
		return saying("much too late")
	}), hurried, func(o *Options) { o.Timing.Request = 60 * time.Millisecond })
	r.start(t)
	i, _ := r.slash(t, "act", nil)
	list, err := i.WaitFollowUps(patient(t), 1)
	if err != nil || !strings.Contains(description(list[0]), "took too long") {
		t.Fatalf("%+v, %v", list, err)
	}
	close(let)
	if err := r.bot.Stop(patient(t)); err != nil {
		t.Fatal(err)
	}
	if n := len(i.FollowUps()); n != 1 {
		t.Errorf("%d follow-ups", n)
	}
}

func TestTokensExpire(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	for _, stage := range []stage{stageOpen, stageDeferred} {
		in := &interaction{ID: 1, ApplicationID: 2, Kind: kindCommand, Token: "token"}
		x := &exchange{bot: r.bot, in: in, door: callback{rest: r.bot.rest, in: in}, arrived: time.Now().Add(-tokenLife), stage: stage}
		x.finish(t.Context(), saying("too late"))
	}
	if n := len(r.discord.Requests("*")); n != 0 {
		t.Errorf("%d requests with a token that has expired", n)
	}
}

func TestRefusedReply(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	r.discord.Fault(discordtest.Fault{
		Route: "POST /interactions/*/*/callback", Status: 400, Code: discordtest.CodeInvalidFormBody, Message: "Invalid Form Body",
	})
	r.start(t)
	_, response := r.slash(t, "ping", nil)
	if !response.Private() || !strings.Contains(description(response.Message), "broke on our side") {
		t.Errorf("answered %+v", response.Message)
	}
}

// A storm: everyone gets an answer, and nobody two.
func TestStorm(t *testing.T) {
	t.Parallel()
	const n = 200
	r := newRig(t, discordtest.Options{Guilds: 5, AnswerWithin: patience}, newFakeBus(), func(o *Options) {
		o.Workers, o.Waiting, o.Timing.Answer, o.Timing.Attempt = 4, 160, patience, patience
	})
	r.start(t)
	var all sync.WaitGroup
	for p := range n {
		all.Go(func() {
			from := discordtest.From{User: discordtest.Player(p), GuildID: discordtest.GuildID(p % 5)}
			i, err := r.discord.Slash(patient(t), from, "ping", nil)
			if err == nil {
				_, err = i.Wait(patient(t))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	waitFor(t, func() bool { return r.bot.flights.count() == 0 })
	for _, request := range r.discord.Requests("POST /interactions/*/*/callback") {
		if request.Status != 204 {
			t.Errorf("an answer was refused with %d: %s", request.Status, request.Response)
		}
	}
}

func TestStopFinishesWhatIsInFlight(t *testing.T) {
	t.Parallel()
	verb := newSlow(saying("done"))
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", verb.verb))
	r.start(t)
	i, err := r.discord.Slash(patient(t), discordtest.From{}, "act", nil)
	if err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return r.bot.flights.count() == 1 })
	stopped := make(chan error)
	go func() { stopped <- r.bot.Stop(patient(t)) }()
	if err := r.discord.Gateway.WaitDisconnected(patient(t)); err != nil {
		t.Fatal(err)
	}
	close(verb.let)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if m := i.Original(); description(m) != "done" {
		t.Errorf("answered %+v", m)
	}
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	verb := newSlow(saying("done"))
	r := newRig(t, discordtest.Options{}, newFakeBus().on("act", verb.verb))
	r.start(t)
	if _, err := r.discord.Slash(patient(t), discordtest.From{}, "act", nil); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return r.bot.flights.count() == 1 })
	if err := r.bot.Stop(within(t, 50*time.Millisecond)); err == nil || !strings.Contains(err.Error(), "1 interactions") {
		t.Errorf("stop says %v", err)
	}
}

func TestMetricsCountAnswers(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	r.start(t)
	for range 3 {
		r.slash(t, "ping", nil)
	}
	waitFor(t, func() bool { return r.bot.flights.count() == 0 })
	families, err := r.reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, family := range families {
		found[family.GetName()] = fmt.Sprint(family.GetMetric())
	}
	for name, part := range map[string]string{
		"feyre_discord_interaction_answer_seconds": "sample_count:3",
		"feyre_discord_rest_seconds":               "interactions/callback",
		"feyre_discord_shards":                     "ready",
		"feyre_discord_guilds":                     "",
	} {
		if text, there := found[name]; !there || !strings.Contains(text, part) {
			t.Errorf("%s is %q", name, text)
		}
	}
	for name, text := range found {
		if strings.Contains(text, discordtest.GuildID(0)) || strings.Contains(text, "player") {
			t.Errorf("%s has a label without bounds: %s", name, text)
		}
	}
}
