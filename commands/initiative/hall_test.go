package initiative

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot"
	"feyre/bot/discordtest"
	"feyre/store"
	"feyre/store/embedded"
)

// patience bounds every wait of a test; one that ends by it has failed.
const patience = 20 * time.Second

// hall is /init on a Discord of its own.
type hall struct {
	*testing.T
	discord   *discordtest.Server
	documents store.Documents
	log       *logBuffer
	// used are the paths that were asked for, and with which options: "init/join" and "init/join count".
	used map[string]bool
}

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

func newHall(t *testing.T) *hall {
	t.Helper()
	live := embedded.Memory(embedded.Options{})
	t.Cleanup(func() { _ = live.Close() })
	h := &hall{T: t, discord: discordtest.New(t, discordtest.Options{Guilds: 1}), documents: live, log: &logBuffer{}, used: map[string]bool{}}
	catalog := text.New()
	commands := []backend.Command{New(Deps{Documents: live, Roller: cup{}, Roster: roster{}, Catalog: catalog})}
	config := bot.DefaultConfig()
	config.Token, config.APIURL = h.discord.Token(), h.discord.URL
	if _, err := bot.Register(t.Context(), bot.Registration{Config: config, Commands: commands, Catalog: catalog}); err != nil {
		t.Fatal(err)
	}
	limits := backend.DefaultConfig()
	limits.Rate = 0
	bus, err := backend.NewController(backend.ControllerOptions{Config: limits, Commands: commands, Catalog: catalog})
	if err != nil {
		t.Fatal(err)
	}
	face, err := bot.New(bot.Options{
		Config: config, Bus: bus, Catalog: catalog, Logger: slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Timing: bot.Timing{Identify: time.Millisecond, Reconnect: time.Millisecond},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.run(face)
	return h
}

func (h *hall) run(face *bot.Bot) {
	h.Helper()
	if err := face.Start(h.Context()); err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(h.Context()), patience)
		defer cancel()
		if err := face.Stop(ctx); err != nil {
			h.Errorf("stop: %v", err)
		}
	})
	if _, err := h.discord.Gateway.WaitReady(h.patient(), 0); err != nil {
		h.Fatal(err)
	}
}

func (h *hall) patient() context.Context {
	ctx, cancel := context.WithTimeout(h.Context(), patience)
	h.Cleanup(cancel)
	return ctx
}

// by is the n-th player; the warden of the other tests is the player who manages messages.
func by(n int) discordtest.From { return discordtest.From{User: discordtest.Player(n)} }

// slash types a command such as "hp character:Goblin change:-7" and waits for the answer.
func (h *hall) slash(from discordtest.From, line string) *discordtest.Interaction {
	h.Helper()
	req := request(0, line)
	h.used[req.Path] = true
	args := discordtest.Args{}
	for name, value := range req.Options {
		h.used[req.Path+" "+name] = true
		n, err := strconv.Atoi(value)
		switch {
		case value == "true" || value == "false":
			args[name] = value == "true"
		case name == "game_master":
			args[name] = discordtest.Player(n)
		case err == nil && slices.Contains([]string{"count", "ac", "max", "temp", "rounds", "value"}, name):
			args[name] = n
		default:
			args[name] = value
		}
	}
	i, err := h.discord.Slash(h.patient(), from, strings.ReplaceAll(req.Path, "/", " "), args)
	return h.answered(i, err)
}

// press presses the button of a message that leads to a path.
func (h *hall) press(from discordtest.From, on *discordtest.Message, path string) *discordtest.Interaction {
	h.Helper()
	h.used[path] = true
	for _, row := range on.Components {
		for _, button := range row.Components {
			if found, _, _ := strings.Cut(button.CustomID, "?"); found == path {
				i, err := h.discord.Press(h.patient(), from, on.ID, button.CustomID)
				return h.answered(i, err)
			}
		}
	}
	h.Fatalf("no button %s on %s", path, words(on))
	return nil
}

func (h *hall) answered(i *discordtest.Interaction, err error) *discordtest.Interaction {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
	if _, err := i.Wait(h.patient()); err != nil {
		h.Fatalf("%v; log:\n%s", err, h.log)
	}
	return i
}

// said is what an interaction was answered, also where it was deferred first.
func (h *hall) said(i *discordtest.Interaction) *discordtest.Message {
	h.Helper()
	m, err := i.WaitMessage(h.patient())
	if err != nil {
		h.Fatalf("%v; log:\n%s", err, h.log)
	}
	return m
}

// words is what a message says: its text, or its embed.
func words(m *discordtest.Message) string {
	said := m.Content
	for _, e := range m.Embeds {
		said += e.Title + "\n" + e.Description
	}
	return said
}

// followUp is the one further message of an interaction.
func (h *hall) followUp(i *discordtest.Interaction) *discordtest.Message {
	h.Helper()
	messages, err := i.WaitFollowUps(h.patient(), 1)
	if err != nil {
		h.Fatal(err)
	}
	return messages[0]
}

// gone waits until a message is deleted.
func (h *hall) gone(id string) {
	h.Helper()
	ctx := h.patient()
	for !h.discord.Message(id).Deleted {
		if ctx.Err() != nil {
			h.Fatalf("still there: %s\n%s", words(h.discord.Message(id)), h.log)
		}
		time.Sleep(time.Millisecond)
	}
}
