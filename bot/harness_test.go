package bot

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/bot/discordtest"
)

// patience bounds every wait of a test; one that ends by it has failed.
const patience = 20 * time.Second

func patient(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}

// fakeBus is a backend of a few verbs, each a function.
type fakeBus struct {
	commands []backend.Command
	verbs    map[string]func(context.Context, backend.Request) reply.Reply
	private  map[string]bool
	complete func(context.Context, backend.Request) []backend.Choice

	mu   sync.Mutex
	seen []backend.Request
}

var _ backend.Bus = (*fakeBus)(nil)

func newFakeBus() *fakeBus {
	visible := func(path string, options ...backend.Option) backend.Verb {
		return backend.Verb{Path: path, Summary: text.FaultTryHelp, Options: options}
	}
	hidden := func(path string) backend.Verb { return backend.Verb{Path: path, Hidden: true} }
	return &fakeBus{
		commands: []backend.Command{
			{Name: "ping", Summary: text.FaultTitle, Verbs: []backend.Verb{visible("ping")}},
			{Name: "roll", Summary: text.FaultTitle, Verbs: []backend.Verb{
				visible("roll", backend.Option{Name: "expression", Summary: text.FaultTitle, Required: true}), hidden("roll/again"),
			}},
			{Name: "init", Summary: text.FaultTitle, Verbs: []backend.Verb{
				visible("init/get"), visible("init/next"), visible("init/join", backend.Option{Name: "character", Summary: text.FaultTitle}),
			}},
			{Name: "help", Summary: text.FaultTitle, Verbs: []backend.Verb{
				visible("help", backend.Option{Name: "command", Summary: text.FaultTitle}),
			}},
			{Name: "act", Summary: text.FaultTitle, Verbs: []backend.Verb{visible("act"), hidden("act/press")}},
			{Name: "rollthis", Kind: backend.OnMessage, Label: text.FaultTitle, Verbs: []backend.Verb{{Path: "rollthis"}}},
		},
		verbs: map[string]func(context.Context, backend.Request) reply.Reply{
			"ping": say("pong"),
			"roll": func(_ context.Context, req backend.Request) reply.Reply {
				return reply.Reply{
					Title: "14", Subject: req.Options.Text("expression"), Body: reply.Lines("6 5 3"),
					Buttons: []reply.Button{{Label: "Roll again", Path: "roll/again"}},
				}
			},
			"help": func(_ context.Context, req backend.Request) reply.Reply {
				return reply.Reply{Body: reply.Lines("help " + req.Options.Text("command"))}
			},
		},
		private: map[string]bool{},
	}
}

// say makes a verb that always says the same.
func say(words string) func(context.Context, backend.Request) reply.Reply {
	return func(context.Context, backend.Request) reply.Reply { return reply.Reply{Body: reply.Lines(words)} }
}

func (f *fakeBus) on(path string, verb func(context.Context, backend.Request) reply.Reply) *fakeBus {
	f.verbs[path] = verb
	return f
}

func (f *fakeBus) Commands() []backend.Command { return f.commands }

func (f *fakeBus) Private(req backend.Request) bool { return f.private[req.Path] }

func (f *fakeBus) Handle(ctx context.Context, req backend.Request) reply.Reply {
	f.mu.Lock()
	f.seen = append(f.seen, req)
	f.mu.Unlock()
	verb, found := f.verbs[req.Path]
	if !found {
		return reply.Reply{Private: true, Tone: reply.Bad, Body: reply.Lines("no such thing: " + req.Path)}
	}
	return verb(ctx, req)
}

func (f *fakeBus) Complete(ctx context.Context, req backend.Request) []backend.Choice {
	if f.complete == nil {
		return nil
	}
	return f.complete(ctx, req)
}

func (f *fakeBus) Legacy(customID string) (string, backend.Options, bool) {
	if customID == "old_next" {
		return "init/next", nil, true
	}
	return "", nil, false
}

// last is the request that was handled last.
func (f *fakeBus) last(t *testing.T) backend.Request {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.seen) == 0 {
		t.Fatal("no request reached the bus")
	}
	return f.seen[len(f.seen)-1]
}

// quick is a Timing in which nothing has to be waited for long.
func quick() Timing {
	return Timing{
		Hello: 5 * time.Second, Ready: 5 * time.Second, Close: time.Second, Identify: time.Millisecond,
		Reconnect: 2 * time.Millisecond, ReconnectMost: 20 * time.Millisecond, Stable: time.Hour,
		Drain: 5 * time.Second, Defer: 2 * time.Second,
	}
}

// rig is a bot on a Discord of its own.
type rig struct {
	discord *discordtest.Server
	bus     *fakeBus
	bot     *Bot
	log     *logBuffer
	reg     *prometheus.Registry
}

// logBuffer keeps what is logged, at every level.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func (l *logBuffer) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// newRig makes a bot and its Discord; adjust may change the bot's options.
func newRig(t *testing.T, o discordtest.Options, bus *fakeBus, adjust ...func(*Options)) *rig {
	t.Helper()
	discord := discordtest.New(t, o)
	return rigOn(t, discord, bus, adjust...)
}

func rigOn(t *testing.T, discord *discordtest.Server, bus *fakeBus, adjust ...func(*Options)) *rig {
	t.Helper()
	r := &rig{discord: discord, bus: bus, log: &logBuffer{}, reg: prometheus.NewRegistry()}
	config := DefaultConfig()
	config.Token, config.APIURL = discord.Token(), discord.URL
	options := Options{Config: config, Bus: bus, Catalog: text.New(), Logger: r.log.logger(), Registerer: r.reg, Timing: quick()}
	for _, change := range adjust {
		change(&options)
	}
	bot, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	r.bot = bot
	return r
}

// start starts the bot, waits until shard 0 is ready, and stops the bot at the end of the test.
func (r *rig) start(t *testing.T) *discordtest.Session {
	t.Helper()
	r.launch(t)
	session, err := r.discord.Gateway.WaitReady(patient(t), 0)
	if err != nil {
		t.Fatalf("%v; %v", err, r.bot.Ready())
	}
	return session
}

func (r *rig) launch(t *testing.T) {
	t.Helper()
	if err := r.bot.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := r.bot.Stop(ctx); err != nil {
			t.Errorf("stop: %v", err)
		}
		keepsSecrets(t, r.log.String(), append(interactionTokens(r.discord), r.discord.Token())...)
	})
}

// interactionTokens are the tokens in the paths of what was sent.
func interactionTokens(discord *discordtest.Server) []string {
	var tokens []string
	for _, request := range discord.Requests("*") {
		if parts := strings.Split(request.Path, "/"); len(parts) > 3 && (parts[1] == "interactions" || parts[1] == "webhooks") {
			tokens = append(tokens, parts[3])
		}
	}
	return tokens
}

// keepsSecrets fails the test if a text holds a secret.
func keepsSecrets(t *testing.T, text string, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		if len(secret) > 5 && strings.Contains(text, secret) {
			t.Errorf("holds the secret %s: %s", secret, text)
		}
	}
}

// slash uses a command and waits for its first answer.
func (r *rig) slash(t *testing.T, path string, args discordtest.Args) (*discordtest.Interaction, *discordtest.Response) {
	t.Helper()
	i, err := r.discord.Slash(patient(t), discordtest.From{}, path, args)
	return i, r.answered(t, i, err)
}

func (r *rig) answered(t *testing.T, i *discordtest.Interaction, err error) *discordtest.Response {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	response, err := i.Wait(patient(t))
	if err != nil {
		t.Fatalf("%v; log:\n%s", err, r.log)
	}
	return response
}

// waitFor waits until something is so.
func waitFor(t *testing.T, so func() bool) {
	t.Helper()
	ctx := patient(t)
	for !so() {
		if sleep(ctx, time.Millisecond) != nil {
			t.Fatal("waited in vain")
		}
	}
}
