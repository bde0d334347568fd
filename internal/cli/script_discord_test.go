package cli_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"feyre/bot/discordtest"

	"github.com/rogpeppe/go-internal/testscript"
)

// startDiscord starts a Discord and points the configuration at it. "discord close CODE" has its gateway close every session that
// identifies, "discord paced" one that identifies within 2 s of another; Discord wants 5 s, and a busy machine may hold the first one up.
func (w *world) startDiscord(ts *testscript.TestScript, _ bool, args []string) {
	options := discordtest.Options{Guilds: 1}
	if len(args) == 1 && args[0] == "paced" {
		options.IdentifyWindow = 2 * time.Second
	}
	w.discord = discordtest.New(w.t, options)
	ts.Setenv("FEYRE_DISCORD_API_URL", w.discord.URL)
	ts.Setenv("FEYRE_DISCORD_TOKEN", w.discord.Token())
	ts.Setenv("PUBLIC_KEY", hex.EncodeToString(w.discord.PublicKey))
	if len(args) == 2 {
		number, err := strconv.Atoi(args[1])
		ts.Check(err)
		w.discord.Gateway.Plan(discordtest.Plan{OnIdentify: discordtest.Reaction{Close: number}})
	}
}

// endpoint ADDRESS makes interactions go to the bot over HTTP.
func (w *world) endpoint(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := waiting()
	defer cancel()
	ts.Check(w.discord.SetInteractionsURL(ctx, "http://"+args[0]))
}

// identified N checks how often the bot has identified.
func (w *world) identified(ts *testscript.TestScript, _ bool, args []string) {
	if n := strconv.Itoa(len(w.discord.Gateway.Identifies())); n != args[0] {
		ts.Fatalf("identified %s times, want %s", n, args[0])
	}
}

func waiting() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

// connected [SHARD] waits until one of the bot's shards is ready, the first if none is named.
func (w *world) connected(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := waiting()
	defer cancel()
	shard := 0
	if len(args) == 1 {
		number, err := strconv.Atoi(args[0])
		ts.Check(err)
		shard = number
	}
	_, err := w.discord.Gateway.WaitReady(ctx, shard)
	ts.Check(err)
}

// disconnected waits until the bot has left the gateway.
func (w *world) disconnected(ts *testscript.TestScript, _ bool, _ []string) {
	ctx, cancel := waiting()
	defer cancel()
	ts.Check(w.discord.Gateway.WaitDisconnected(ctx))
}

// hold once|always PATH [name=value ...] uses a slash command and returns when its answer is on its way. Discord holds that answer back
// until release, always: also every other try.
func (w *world) hold(ts *testscript.TestScript, _ bool, args []string) {
	w.held = make(chan struct{})
	times := map[string]int{"once": 1, "always": -1}[args[0]]
	fault := w.discord.Fault(discordtest.Fault{Route: "POST /interactions/*/*/callback", Hold: w.held, Times: times})
	ctx, cancel := waiting()
	defer cancel()
	w.use(ctx, ts, args[1:])
	ts.Check(fault.Wait(ctx, 1))
}

// refused CODE MESSAGE PATH [name=value ...] uses a slash command whose answer Discord refuses with that code and message.
func (w *world) refused(ts *testscript.TestScript, _ bool, args []string) {
	number, err := strconv.Atoi(args[0])
	ts.Check(err)
	fault := w.discord.Fault(discordtest.Fault{
		Route: "POST /interactions/*/*/callback", Status: http.StatusBadRequest, Code: number, Message: args[1],
	})
	ctx, cancel := waiting()
	defer cancel()
	w.use(ctx, ts, args[2:])
	ts.Check(fault.Wait(ctx, 1))
}

// release lets through what is held.
func (w *world) release(*testscript.TestScript, bool, []string) { close(w.held) }

// answered prints the answer to what was held.
func (w *world) answered(ts *testscript.TestScript, _ bool, _ []string) {
	ctx, cancel := waiting()
	defer cancel()
	w.answer(ctx, ts, w.last)
}

// slash PATH [name=value ...] uses a slash command and prints the message that answers it. The path's words are parted by slashes.
func (w *world) slash(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := waiting()
	defer cancel()
	w.use(ctx, ts, args)
	w.answer(ctx, ts, w.last)
}

func (w *world) use(ctx context.Context, ts *testscript.TestScript, args []string) {
	options := discordtest.Args{}
	for _, arg := range args[1:] {
		name, value, _ := strings.Cut(arg, "=")
		options[name] = value
		if value == "true" || value == "false" {
			options[name] = value == "true"
		}
	}
	used, err := w.discord.Slash(ctx, discordtest.From{}, strings.ReplaceAll(args[0], "/", " "), options)
	ts.Check(err)
	w.last = used
}

// press ID-PREFIX presses a button of the last answer, the first whose custom id begins so.
func (w *world) press(ts *testscript.TestScript, _ bool, args []string) {
	message := w.last.Original()
	for _, row := range message.Components {
		for _, button := range row.Components {
			if strings.HasPrefix(button.CustomID, args[0]) {
				ctx, cancel := waiting()
				defer cancel()
				pressed, err := w.discord.Press(ctx, discordtest.From{}, message.ID, button.CustomID)
				ts.Check(err)
				w.answer(ctx, ts, pressed)
				return
			}
		}
	}
	ts.Fatalf("no button %s", args[0])
}

// answer prints the message that answers an interaction.
func (w *world) answer(ctx context.Context, ts *testscript.TestScript, used *discordtest.Interaction) {
	message, err := used.WaitMessage(ctx)
	ts.Check(err)
	w.last = used
	print(ts, message)
}

// mention TEXT says something to the bot in a channel and prints its answer.
func (w *world) mention(ts *testscript.TestScript, _ bool, args []string) {
	said := w.discord.Say(discordtest.From{}, "<@"+w.discord.BotUser().ID+"> "+strings.Join(args, " "))
	ctx, cancel := waiting()
	defer cancel()
	message, err := w.discord.WaitMessage(ctx, said.ChannelID, func(m *discordtest.Message) bool {
		return m.Author.ID == w.discord.BotUser().ID && m.ID > said.ID
	})
	ts.Check(err)
	print(ts, message)
}

// conforms METHOD PATH checks that what was printed last is a body that Discord's own description of its API allows there, if there is one.
func conforms(ts *testscript.TestScript, _ bool, args []string) {
	path := os.Getenv(discordtest.SpecVariable)
	if path == "" {
		ts.Logf("%s is not set", discordtest.SpecVariable)
		return
	}
	spec, err := discordtest.LoadSpec(path)
	ts.Check(err)
	ts.Check(spec.Validate(strings.Join(args, " "), "application/json", []byte(ts.ReadFile("stdout"))))
}

// registered prints what Discord knows of the commands.
func (w *world) registered(ts *testscript.TestScript, _ bool, _ []string) {
	commands := w.discord.Commands("")
	fmt.Fprintf(ts.Stdout(), "%d commands\n", len(commands))
	for _, c := range commands {
		fmt.Fprintln(ts.Stdout(), c.Name)
	}
}
