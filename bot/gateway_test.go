package bot

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

// resumes waits until a session was resumed and answers over the new connection, and fails if the bot identified more than once.
func resumes(t *testing.T, r *rig, session *discordtest.Session) {
	t.Helper()
	if err := session.WaitResumes(patient(t), 1); err != nil {
		t.Fatalf("%v; log:\n%s", err, r.log)
	}
	r.slash(t, "ping", nil)
	if n := len(r.discord.Gateway.Identifies()); n != 1 {
		t.Errorf("identified %d times, want once and then resumed", n)
	}
	last := r.discord.Gateway.Connections()
	if path := last[len(last)-1].Path; path != discordtest.ResumePath {
		t.Errorf("resumed at %s, want the address that READY gave", path)
	}
}

func TestResumesAfter(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*discordtest.Session){
		"reconnect":         (*discordtest.Session).Reconnect,
		"resumable session": func(s *discordtest.Session) { s.InvalidSession(true) },
		"cut":               (*discordtest.Session).Cut,
		"close 4000":        func(s *discordtest.Session) { s.Close(discordtest.CloseUnknownError, "") },
		"close 4008":        func(s *discordtest.Session) { s.Close(discordtest.CloseRateLimited, "") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, discordtest.Options{}, newFakeBus())
			session := r.start(t)
			lose(session)
			resumes(t, r, session)
		})
	}
}

func TestIdentifiesAnewAfter(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*discordtest.Session){
		"invalid session": func(s *discordtest.Session) { s.InvalidSession(false) },
		"close 4007":      func(s *discordtest.Session) { s.Close(discordtest.CloseInvalidSequence, "") },
		"close 4009":      func(s *discordtest.Session) { s.Close(discordtest.CloseSessionTimedOut, "") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, discordtest.Options{}, newFakeBus())
			session := r.start(t)
			lose(session)
			if err := r.discord.Gateway.WaitIdentifies(patient(t), 2); err != nil {
				t.Fatalf("%v; log:\n%s", err, r.log)
			}
			if _, err := r.discord.Gateway.WaitReady(patient(t), 0); err != nil {
				t.Fatal(err)
			}
			r.slash(t, "ping", nil)
			if n := session.Resumes(); n != 0 {
				t.Errorf("resumed a dead session %d times", n)
			}
		})
	}
}

func TestMissedEventsAreReplayed(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	session := r.start(t)
	for range 5 { // events that never reach arikawa count all the same
		session.Dispatch("TYPING_START", map[string]any{})
	}
	r.slash(t, "ping", nil)
	session.Cut()
	i, err := r.discord.Slash(patient(t), discordtest.From{}, "ping", nil) // perhaps while nobody is connected
	r.answered(t, i, err)
	requests, err := r.discord.WaitRequests(patient(t), "POST /interactions/*/*/callback", 2)
	if err != nil || len(requests) != 2 {
		t.Errorf("%d callbacks for 2 interactions: %v", len(requests), err)
	}
}

func TestSilentGateway(t *testing.T) {
	t.Parallel()
	for name, plan := range map[string]discordtest.Plan{
		"no HELLO":             {NoHello: true},
		"no READY":             {OnIdentify: discordtest.Reaction{Ignore: true}},
		"upgrade refused":      {RefuseStatus: 503},
		"close while starting": {OnIdentify: discordtest.Reaction{Close: discordtest.CloseUnknownError}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, discordtest.Options{}, newFakeBus(), func(o *Options) {
				o.Timing.Hello, o.Timing.Ready = 700*time.Millisecond, 700*time.Millisecond
			})
			r.discord.Gateway.Plan(plan)
			r.start(t)
			r.slash(t, "ping", nil)
			if n := len(r.discord.Gateway.Connections()); n < 2 {
				t.Errorf("%d connections, want another after the silent one", n)
			}
		})
	}
}

func TestUnreachableResumeAddress(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	session := r.start(t)
	r.discord.Gateway.Plan(discordtest.Plan{RefuseStatus: 502})
	session.Reconnect()
	if err := session.WaitResumes(patient(t), 1); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, c := range r.discord.Gateway.Connections() {
		paths = append(paths, c.Path)
	}
	if want := []string{"/gateway/", discordtest.ResumePath, "/gateway/"}; !slices.Equal(paths, want) {
		t.Errorf("connected to %v, want %v", paths, want)
	}
}

func TestZombie(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{HeartbeatInterval: 400 * time.Millisecond}, newFakeBus())
	r.start(t)
	waitFor(t, func() bool { return r.bot.Ready() == nil }) // now there is a session that can be resumed
	gateway := r.discord.Gateway
	gateway.MuteHeartbeats(true)
	before := len(gateway.Connections())
	if err := gateway.WaitConnections(patient(t), before+1); err != nil {
		t.Fatalf("%v; log:\n%s", err, r.log)
	}
	gateway.MuteHeartbeats(false)
	if path := gateway.Connections()[before].Path; path != discordtest.ResumePath || !strings.Contains(r.log.String(), errZombie.Error()) {
		t.Errorf("connected to %s; log:\n%s", path, r.log)
	}
	waitFor(t, func() bool { return strings.Contains(r.log.String(), "resumed=true") })
	r.slash(t, "ping", nil)
}

func TestHeartbeatUnacknowledged(t *testing.T) {
	t.Parallel()
	stop := func() {}
	l := newLink(quick(), &resumption{}, nil, nil, stop)
	l.interval = time.Minute
	l.unacked.Store(time.Now().Add(-l.interval).UnixNano())
	if err := l.heartbeat(); !errors.Is(err, errZombie) {
		t.Errorf("a heartbeat after one without acknowledgement: %v, want %v", err, errZombie)
	}
	if err := l.ended(); !errors.Is(err, errZombie) {
		t.Errorf("the link ended with %v", err)
	}

	l = newLink(quick(), &resumption{}, nil, nil, stop)
	l.interval = time.Minute
	l.unacked.Store(time.Now().Add(-l.interval).UnixNano())
	l.used.Store(true)
	if err := errors.Join(l.Close(false), l.ended()); !errors.Is(err, errZombie) {
		t.Errorf("a link that arikawa closes for its heartbeats ended with %v", err)
	}
}

func TestFatalCloses(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4004, 4010, 4011, 4012, 4013, 4014} {
		r := newRig(t, discordtest.Options{}, newFakeBus())
		r.discord.Gateway.Plan(discordtest.Plan{OnIdentify: discordtest.Reaction{Close: code}})
		r.launch(t)
		var fatal *FatalError
		select {
		case err := <-r.bot.Fatal():
			if !errors.As(err, &fatal) || fatal.Code != code || fatal.Sentence == "" || fatal.Try == "" {
				t.Errorf("close %d: %#v", code, err)
			}
		case <-patient(t).Done():
			t.Fatalf("close %d ended nothing", code)
		}
		if n := len(r.discord.Gateway.Identifies()); n != 1 {
			t.Errorf("close %d: identified %d times", code, n)
		}
		if err := r.bot.Ready(); err == nil {
			t.Errorf("close %d: still ready", code)
		}
	}
}

func TestRefusedToken(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus(), func(o *Options) { o.Config.Token = "wrong-secret" })
	r.launch(t)
	var fatal *FatalError
	select {
	case err := <-r.bot.Fatal():
		if !errors.As(err, &fatal) || fatal.Code != 401 || strings.Contains(err.Error(), "wrong-secret") {
			t.Errorf("a refused token: %#v", err)
		}
	case <-patient(t).Done():
		t.Fatal("a refused token ended nothing")
	}
}

func TestServersAreCounted(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Guilds: 1234}, newFakeBus())
	r.start(t)
	waitFor(t, func() bool { return r.bot.Servers() == 1234 })
}

func TestGatewayComesBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	r.discord.Fault(discordtest.Fault{Route: "GET /gateway/bot", Times: 7, Status: 500})
	r.start(t)
	r.slash(t, "ping", nil)
}

func TestStopEndsTheSession(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{}, newFakeBus())
	r.start(t)
	if err := r.bot.Stop(patient(t)); err != nil {
		t.Fatal(err)
	}
	if err := r.discord.Gateway.WaitDisconnected(patient(t)); err != nil {
		t.Fatal(err)
	}
	if err := r.bot.Ready(); err == nil {
		t.Error("ready although stopped")
	}
	if err := r.bot.Stop(patient(t)); err != nil {
		t.Errorf("the second stop: %v", err)
	}
	if err := r.bot.Start(patient(t)); err == nil {
		t.Error("started twice")
	}
}
