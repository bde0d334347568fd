package discordtest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"feyre/bot/discordtest"
)

type object = map[string]any

type list = []any

// refusal is a body that Discord does not take: page says where Discord's
// documentation has the rule, at and code where and how the answer names it.
type refusal struct {
	name string
	page string
	body any
	at   string
	code string
}

// world is a server with a bot that is online.
type world struct {
	*discordtest.Server
	bot *client
	t   *testing.T
}

// bareSpec leaves the checking to the server's own rules.
func bareSpec() *discordtest.Spec { return &discordtest.Spec{} }

func newWorld(t *testing.T, o discordtest.Options) *world {
	t.Helper()
	o.Guilds = max(1, o.Guilds)
	srv := discordtest.New(t, o)
	bot, _ := online(t, srv)
	for range o.Guilds {
		bot.event("GUILD_CREATE", &object{})
	}
	if _, err := srv.Gateway.WaitReady(deadline(t), 0); err != nil {
		t.Fatal(err)
	}
	return &world{srv, bot, t}
}

func (w *world) slash(from discordtest.From) *discordtest.Interaction {
	w.t.Helper()
	i, err := w.Slash(deadline(w.t), from, "roll", discordtest.Args{"expression": "4d6"})
	if err != nil {
		w.t.Fatal(err)
	}
	return i
}

// respond sends a callback.
func (w *world) respond(i *discordtest.Interaction, kind int, data any) reply {
	w.t.Helper()
	return rest(w.t, w.Server, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", object{"type": kind, "data": data})
}

// answered returns an interaction that has been answered with a message.
func (w *world) answered(from discordtest.From, data any) *discordtest.Interaction {
	w.t.Helper()
	i := w.slash(from)
	accepted(w.t, w.respond(i, discordtest.ResponseMessage, data))
	return i
}

func (w *world) hook(i *discordtest.Interaction, rest string) string {
	return "/webhooks/" + w.ApplicationID() + "/" + i.Token + rest
}

func accepted(t *testing.T, r reply) {
	t.Helper()
	if r.Status >= 300 {
		t.Fatalf("refused: %d %s", r.Status, r.Body)
	}
}

// refused wants an error of a status and code.
func refused(t *testing.T, r reply, status, code int) {
	t.Helper()
	if r.Status != status || r.code(t) != code {
		t.Errorf("got %d %s, want status %d and code %d", r.Status, r.Body, status, code)
	}
}

// malformed wants a form error of a code at a dotted path.
func malformed(t *testing.T, r reply, at, code string) {
	t.Helper()
	refused(t, r, 400, discordtest.CodeInvalidFormBody)
	var e struct {
		Errors json.RawMessage `json:"errors"`
	}
	if err := json.Unmarshal(r.Body, &e); err != nil {
		t.Fatal(err)
	}
	if codes := codesAt(e.Errors, at); !slices.Contains(codes, code) {
		t.Errorf("got %s, want %s at %s", r.Body, code, at)
	}
}

func codesAt(errors json.RawMessage, path string) []string {
	node := errors
	for _, key := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' }) {
		var children map[string]json.RawMessage
		if json.Unmarshal(node, &children) != nil {
			return nil
		}
		node = children[key]
	}
	var leaf struct {
		Errors []struct{ Code string } `json:"_errors"`
	}
	if json.Unmarshal(node, &leaf) != nil {
		return nil
	}
	var codes []string
	for _, e := range leaf.Errors {
		codes = append(codes, e.Code)
	}
	return codes
}

// runRefusals answers one interaction with each body and wants it refused.
func runRefusals(t *testing.T, kind int, cases []refusal) {
	t.Helper()
	w := newWorld(t, discordtest.Options{Spec: bareSpec()})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			i := w.slash(discordtest.From{})
			malformed(t, w.respond(i, kind, c.body), "data."+c.at, c.code)
			if i.Response() != nil {
				t.Error("the answer took effect")
			}
			if got := w.TakeViolations(); len(got) != 1 {
				t.Errorf("%d violations are noted, want 1", len(got))
			}
		})
	}
}

// runAccepted answers one interaction with each body and wants it taken, also
// by the OpenAPI description if there is one.
func runAccepted(t *testing.T, kind int, bodies map[string]any) {
	t.Helper()
	w := newWorld(t, discordtest.Options{})
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			accepted(t, w.respond(w.slash(discordtest.From{}), kind, body))
		})
	}
}

func text(n int) string { return strings.Repeat("é", n) }

func times[T any](n int, one func(n int) T) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = one(i)
	}
	return out
}

func button(id string) object {
	return object{"type": 2, "style": 1, "label": "Go", "custom_id": id}
}

func row(components ...any) object { return object{"type": 1, "components": components} }

func buttons(n int) list {
	return times(n, func(n int) any { return button(fmt.Sprint("b", n)) })
}
