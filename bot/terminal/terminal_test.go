package terminal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"syscall"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
)

// echoed is a reply that shows the request it answers.
type echoed struct {
	req   backend.Request
	reply reply.Reply
}

func (e echoed) Describe(text.Printer) reply.Reply {
	answer := e.reply
	if answer.Modal != nil {
		return answer
	}
	line := fmt.Sprintf("%s by %d in %d/%d", e.req.Path, e.req.User, e.req.Guild, e.req.Channel)
	for _, name := range slices.Sorted(maps.Keys(e.req.Options)) {
		line += fmt.Sprintf(" %s=%q", name, e.req.Options[name])
	}
	if e.req.Subject != "" {
		line += " subject=" + e.req.Subject
	}
	if e.req.SubjectPrivate {
		line += " of a private reply"
	}
	answer.Body = append(reply.Lines(line), answer.Body...)
	return answer
}

// echo makes a verb that answers with what it got, as part of the given reply.
func echo(path string, answer reply.Reply, options ...backend.Option) backend.Verb {
	return backend.Verb{Path: path, Options: options, Parse: func(req backend.Request) (backend.Operation, error) {
		return backend.OperationFunc(func(context.Context) (backend.Model, error) { return echoed{req, answer}, nil }), nil
	}}
}

func required(name string) backend.Option { return backend.Option{Name: name, Required: true} }
func optional(name string) backend.Option { return backend.Option{Name: name} }

func declared() []backend.Command {
	expression := required("expression")
	expression.Complete = func(_ context.Context, req backend.Request) ([]backend.Choice, error) {
		typed := req.Options.Text("expression")
		return []backend.Choice{{Name: "what it averages", Value: typed}}, nil
	}
	hidden := echo("init/turn", reply.Reply{Update: true}, optional("turn"))
	hidden.Hidden = true
	next := reply.Button{Label: "Next", Path: "init/turn", Args: []reply.Arg{{Name: "turn", Value: "7"}}}
	return []backend.Command{
		{Name: "roll", Verbs: []backend.Verb{echo("roll", reply.Reply{
			Subject: "4d6k3", Private: true, Buttons: []reply.Button{{Label: "Again", Path: "roll", Args: []reply.Arg{{Name: "expression", Value: "4d6k3"}}}},
		}, expression, optional("secret"), backend.Option{Name: "how", Hidden: true})}},
		{Name: "init", Verbs: []backend.Verb{
			echo("init/join", reply.Reply{}, optional("character"), optional("roll"), backend.Option{
				Name: "count", Kind: backend.Integer, Max: 20, Min: 1, Choices: []backend.Choice{{Name: "two", Value: "2"}, {Name: "twenty", Value: "20"}},
			}),
			echo("init/get", reply.Reply{Buttons: []reply.Button{next, {Label: "Off", Path: "init/off", Disabled: true}, {Label: "Site", Link: "https://feyre.io"}}}),
			hidden,
		}},
		{Name: "pick", Verbs: []backend.Verb{echo("pick", reply.Reply{Select: &reply.Select{
			Placeholder: "Whom?", Path: "pick/one", Option: "id",
			Choices: []reply.Choice{{Label: "Bob", Value: "1", Detail: "1d20"}, {Label: "Eve\x1b[2J", Value: "2", Chosen: true}},
		}}), echo("pick/one", reply.Reply{}, optional("id"))}},
		{Name: "edit", Verbs: []backend.Verb{
			echo("edit", reply.Reply{Buttons: []reply.Button{{Label: "Edit", Path: "edit/form", Args: []reply.Arg{{Name: "id", Value: "3"}}}}}),
			echo("edit/form", reply.Reply{Modal: &reply.Modal{
				Title: "A character", Path: "edit/save", Args: []reply.Arg{{Name: "id", Value: "3"}},
				Inputs: []reply.Input{{Name: "name", Label: "Name", Required: true}, {Name: "dice", Label: "Dice", Value: "1d20"}},
			}}, optional("id")),
			echo("edit/save", reply.Reply{Delete: false}, optional("id"), optional("name"), optional("dice")),
			echo("edit/gone", reply.Reply{Delete: true}),
		}},
	}
}

// play runs lines through a face over a real controller and returns what was written.
func play(t *testing.T, lines ...string) string {
	t.Helper()
	var out strings.Builder
	face := New(options(t), strings.NewReader(strings.Join(lines, "\n")), &out)
	if err := face.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func options(t *testing.T) Options {
	t.Helper()
	catalog := text.New()
	bus, err := backend.NewController(backend.ControllerOptions{
		Config: backend.DefaultConfig(), Commands: declared(), Catalog: catalog,
	})
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Bus: bus, Identity: Identity{User: 1, Guild: 2, Channel: 3}, Locale: "en",
		Say: func(phrase Phrase, args ...any) string { return catalog.For("en").Say(text.ID(phrase), args...) },
		Meant: func(line string) string {
			if strings.HasPrefix(line, "hello") {
				return ""
			}
			return "/roll expression:" + line
		},
	}
}

func TestPhrasesHaveSentences(t *testing.T) {
	catalog := text.New()
	for _, phrase := range Phrases() {
		if !catalog.Has(text.ID(phrase)) {
			t.Errorf("no sentence for %s", phrase)
		}
	}
}

func TestLines(t *testing.T) {
	for name, test := range map[string]struct {
		lines []string
		want  string
	}{
		"named option":             {[]string{"/roll expression:4d6k3"}, `roll by 1 in 2/3 expression="4d6k3"`},
		"sole required option":     {[]string{"/roll 4d6k3 # for luck"}, `expression="4d6k3 # for luck"`},
		"sole option of all":       {[]string{"/pick one 2"}, `pick/one by 1 in 2/3 id="2"`},
		"slash left out":           {[]string{"roll 4d6k3"}, `expression="4d6k3"`},
		"options in any order":     {[]string{"/roll secret:true expression:1d20 + 5"}, `expression="1d20 + 5" secret="true"`},
		"then a named one":         {[]string{"/roll 1d20 secret:true"}, `expression="1d20" secret="true"`},
		"values with spaces":       {[]string{"/init join character:Sir Oliver roll:1d20+3"}, `character="Sir Oliver" roll="1d20+3"`},
		"a colon of no option":     {[]string{"/init join character:Re: zero"}, `character="Re: zero"`},
		"a name inside a word":     {[]string{"/init join character:troll:2"}, `character="troll:2"`},
		"tabs part words":          {[]string{"/init\tjoin\tcharacter:Bob"}, `init/join by 1 in 2/3 character="Bob"`},
		"hidden options are text":  {[]string{"/roll 4d6 how:x"}, `expression="4d6 how:x"`},
		"no option takes the text": {[]string{"/init join Bob Smith"}, "There is no option Bob here."},
		"a name without its colon": {[]string{"/init join roll"}, `There is no option "roll" here.`},
		"an option twice":          {[]string{"/roll secret:true secret:false"}, "The option secret is given twice."},
		"required option missing":  {[]string{"/roll"}, "The option expression is missing."},
		"unknown command":          {[]string{"hello there"}, "There is no command /hello here.\n→ /help lists what there is"},
		"a line that is meant":     {[]string{"1d20 + 5"}, `roll by 1 in 2/3 expression="1d20 + 5"`},
		"subcommand missing":       {[]string{"/init"}, "Say which: /init join, /init get."},
		"subcommand hidden":        {[]string{"/init turn"}, "Say which: /init join, /init get."},
		"another user":             {[]string{"as 7", "/roll 1"}, "roll by 7 in 2/3"},
		"another channel":          {[]string{"in 42", "/roll 1"}, "roll by 1 in 2/42"},
		"not an ID":                {[]string{"as Bob"}, `"Bob" is not an ID`},
		"too long, then on":        {[]string{"/roll " + strings.Repeat("9", maxLine), "/roll 1"}, "was skipped.\n`4d6k3`\nroll by 1"},
		"no ID":                    {[]string{"as"}, "as needs an ID, as in as 2."},
		"no channel's ID":          {[]string{"in "}, "in needs an ID, as in in 2."},
		"an editor's first bytes":  {[]string{byteOrderMark + "/roll 1"}, "roll by 1"},
		"ends":                     {[]string{"quit", "/roll 1"}, ""},
		"without a last newline":   {[]string{"", "/roll 1"}, "roll by 1"},
	} {
		t.Run(name, func(t *testing.T) {
			got := play(t, test.lines...)
			if !strings.Contains(got, test.want) || test.want == "" && got != "" {
				t.Errorf("%.300q\ngave %s\nwant %s", test.lines, got, test.want)
			}
		})
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAnAnswerThatCannotBeWrittenIsAnError(t *testing.T) {
	unread := strings.NewReader("/roll 1\n" + strings.Repeat("/roll 2\n", maxLine))
	if err := New(options(t), unread, full{}).Run(t.Context()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the error is %v", err)
	}
	if unread.Len() == 0 {
		t.Error("what could not be answered was read on")
	}
}

func TestPress(t *testing.T) {
	for name, test := range map[string]struct {
		lines []string
		want  string
	}{
		"listed with its path":          {[]string{"/init get"}, "[init/turn] Next\nSite <https://feyre.io>\n"},
		"with its arguments":            {[]string{"/init get", "press init/turn"}, `init/turn by 1 in 2/3 turn="7"`},
		"by its label":                  {[]string{"/init get", "press next"}, `turn="7"`},
		"by another, in its channel":    {[]string{"/init get", "as 5", "in 9", "press init/turn"}, `init/turn by 5 in 2/3`},
		"the subject comes along":       {[]string{"/roll 4d6", "press roll"}, `expression="4d6k3" subject=4d6k3 of a private reply`},
		"a private reply stays private": {[]string{"/roll 4d6"}, "[roll] Again\n(only you see this)\n"},
		"above a reply without buttons": {[]string{"/init get", "/init join", "press init/turn"}, `turn="7"`},
		"not on an edited message":      {[]string{"/init get", "press init/turn", "press init/turn"}, `There is nothing called "init/turn" to press here.`},
		"not when disabled":             {[]string{"/init get", "press init/off"}, `nothing called "init/off"`},
		"nothing there":                 {[]string{"press x"}, `nothing called "x"`},
		"which of all":                  {[]string{"/init get", "press"}, "Say what to press: init/turn."},
		"nothing, and nothing there":    {[]string{"press"}, `nothing called ""`},
		"a select's entries":            {[]string{"/pick"}, "Whom?\n[pick/one?id=1] Bob · 1d20\n[pick/one?id=2] Eve [2J *\n"},
		"one of a select":               {[]string{"/pick", "press pick/one?id=2"}, `pick/one by 1 in 2/3 id="2"`},
		"which of a select":             {[]string{"/pick", "press pick/one"}, "several of pick/one, say which: pick/one?id=1, pick/one?id=2."},
		"a modal asked for":             {[]string{"/edit", "press edit/form", "Bob", "", ""}, "A character\nName\nDice [1d20]\n" + `edit/save by 1 in 2/3 dice="1d20" id="3" name="Bob"`},
		"a modal given at once":         {[]string{"/edit", "press edit/form name:Sir Bob dice:2d20"}, `dice="2d20" id="3" name="Sir Bob"`},
		"a modal, sole required input":  {[]string{"/edit", "press edit/form Bob"}, `dice="1d20" id="3" name="Bob"`},
		"a modal left at the end":       {[]string{"/edit", "press edit/form", "Bob"}, "Nothing was handed in."},
		"a modal's required input":      {[]string{"/edit", "press edit/form", "", ""}, "Nothing was handed in."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := play(t, test.lines...); !strings.Contains(got, test.want) {
				t.Errorf("%.300q\ngave %s\nwant %s", test.lines, got, test.want)
			}
		})
	}
}
