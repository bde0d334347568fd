package roll

import (
	"context"
	"errors"
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/dice"
)

// table gives the faces that a test asks for, then ones.
type table struct{ faces []uint32 }

// Throw hands out the faces in order; a Source's faces count from 0.
func (t *table) Throw(faces []uint32, _ uint32) {
	for i := range faces {
		faces[i] = 0
		if len(t.faces) > 0 {
			faces[i], t.faces = t.faces[0]-1, t.faces[1:]
		}
	}
}

type names struct{}

func (names) Values(context.Context, uint64, uint64) (map[string]int64, error) {
	return map[string]int64{"dex": -2, "attack": 9}, nil
}

func (names) Saved(context.Context, uint64) (map[string]string, error) {
	return map[string]string{"attack": "1d20", "hit": "1d20+@dex+@1", "loop": "@loop"}, nil
}

type fixed struct{}

func (fixed) Chance(*dice.Expr) (*big.Rat, bool) { return big.NewRat(11, 20), true }
func (fixed) Mean(*dice.Expr) (*big.Rat, bool)   { return big.NewRat(21, 2), true }

func command(faces ...uint32) *Command {
	engine := NewEngine(dice.NewRollerFrom(&table{faces}, dice.DefaultLimits()))
	engine.UseNames(names{}, names{})
	return New(engine, text.New(), fixed{}, names{})
}

func run(t *testing.T, parse func(backend.Request) (backend.Operation, error), req backend.Request) (reply.Reply, error) {
	t.Helper()
	operation, err := parse(req)
	if err != nil {
		return reply.Reply{}, err
	}
	model, err := operation.Execute(t.Context())
	if err != nil {
		return reply.Reply{}, err
	}
	return model.Describe(text.New().For("en")), nil
}

func typed(expression string) backend.Request {
	return backend.Request{Options: backend.Options{"expression": expression}, User: 7}
}

// drawn shows a reply with its styles as signs.
func drawn(answer reply.Reply) string {
	var b strings.Builder
	b.WriteString(answer.Title + "\n" + answer.Subject + "\n")
	for _, line := range answer.Body {
		for _, span := range line {
			sign := map[reply.Style]string{reply.Bold: "**", reply.Struck: "~", reply.Under: "_", reply.Code: "`", reply.Faint: "", reply.Struck | reply.Faint: "~"}[span.Style]
			b.WriteString(sign + span.Text + sign)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestRollShowsEveryDie(t *testing.T) {
	for _, test := range []struct {
		expression string
		faces      []uint32
		want       string
	}{
		{"4d6k3", []uint32{6, 1, 5, 3}, "14\n4d6k3\n`4d6k3` (6, ~1~, 5, 3)  = **14**\n"},
		{"3d6e6", []uint32{6, 2, 3, 4}, "15\n3d6e6\n`3d6e6` (6, 2, 3, _4_)  = **15**\ne6 adds one die each, once; again and again is 3d6!\n"},
		{"1d20+5", []uint32{20}, "25\n1d20+5\n`1d20` (**20**)  = **25**\n"},
		{"7", nil, "7\n7\n**7**\n"},
		{"1d20+@dex", []uint32{10}, "8\n1d20-2\n`1d20` (10)  = **8**\n"},
		{"2#1d6", []uint32{3, 4}, "3, 4\n1d6c2\n1. `1d6` (3)  = **3**\n2. `1d6` (4)  = **4**\n"},
		{"1d20>15", []uint32{18}, "Success, by 3\n1d20>15\n`1d20` (18)  = **18** against 15\nThe chance was 55 %.\n"},
		{"1d20>15", []uint32{2}, "Failure, missed by 13\n1d20>15\n`1d20` (2)  = **2** against 15\nThe chance was 55 %.\n"},
		{"1d20>=15", []uint32{15}, "Success\n1d20>=15\n`1d20` (15)  = **15** against 15\nThe chance was 55 %.\n"},
		{"1d20+5>=15t2d6", []uint32{18, 3, 4}, "Success, by 8: 7\n1d20+5>=15t2d6\n`1d20` (18)  `2d6` (3, 4)  23 against 15  = **7**\nThe chance was 55 %.\n"},
		{"2#1d20>=15", []uint32{15, 3}, "1 of 2 succeed\n1d20>=15c2\n1. `1d20` (15)  = **15** against 15  Success\n2. `1d20` (3)  = **3** against 15  Failure, missed by 12\nThe chance was 55 %.\n"},
		{"{2d6,1d12}kh1", []uint32{3, 4, 5}, "7\n{2d6,1d12}k1\n`{2d6,1d12}k1` {`2d6` (3, 4) 7, `1d12` (~5~) ~5~}  = **7**\n"},
	} {
		t.Run(test.expression, func(t *testing.T) {
			answer, err := run(t, command(test.faces...).parseRoll, typed(test.expression))
			if err != nil {
				t.Fatal(err)
			}
			if got := drawn(answer); got != test.want {
				t.Errorf("said\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// Whatever is legal fits: the canonical expression, the dice, and everything else in one message.
func TestLongRollsAreCutAndTotalsStayExact(t *testing.T) {
	for _, expression := range []string{
		"1000d6", "9999d1000000", "100#90d6", "100x1d6>3", "200d6!!", "500d6ro<6", "{" + strings.Repeat("9d6,", 60) + "1}kh3",
		"1" + strings.Repeat("+1d6[note]", 99), "50d1000000mi999999",
	} {
		t.Run(expression[:min(len(expression), 20)], func(t *testing.T) {
			answer, err := run(t, command().parseRoll, typed(expression))
			if err != nil {
				t.Fatal(err)
			}
			size := 0
			for _, line := range answer.Body {
				size++
				for _, span := range line {
					size += utf8.RuneCountInString(span.Text)
					if span.Style != reply.Plain {
						size += signs
					}
				}
			}
			if size > 2000 || utf8.RuneCountInString(answer.Title) > 200 {
				t.Errorf("%d characters in the body, %d in the title", size, utf8.RuneCountInString(answer.Title))
			}
		})
	}
}

func TestRollAgainReadsItsOwnMessage(t *testing.T) {
	long := "1d6" + strings.Repeat("+1d6", 249) // 1 000 characters less one
	for _, expression := range []string{"4d6k3", "1d20+@dex", long, "2d6 # with a comment"} {
		first, err := run(t, command().parseRoll, typed(expression))
		if err != nil {
			t.Fatal(err)
		}
		again, err := run(t, command().parseAgain, backend.Request{Subject: first.Subject, User: 9, UserName: "Ann"})
		if err != nil {
			t.Fatal(err)
		}
		if again.Subject != first.Subject {
			t.Errorf("%q became %q", first.Subject, again.Subject)
		}
		if last := again.Body[len(again.Body)-1]; last[len(last)-1].User != 9 {
			t.Errorf("it doesn't say who: %v", last)
		}
	}
	if _, err := command().parseAgain(backend.Request{}); err == nil {
		t.Error("rolled what isn't there")
	}
}

func TestSecretsStaySecret(t *testing.T) {
	verbs := command().Declare().Verbs
	if !verbs[0].Private(backend.Request{Options: backend.Options{"secret": "true"}}) || verbs[0].Private(typed("1d6")) {
		t.Error("a secret roll is private, another is not")
	}
	if !verbs[1].Private(backend.Request{SubjectPrivate: true}) || verbs[1].Private(backend.Request{}) {
		t.Error("rolling a secret roll again is private")
	}
}

func TestFaultsShowThePlace(t *testing.T) {
	for _, test := range []struct{ expression, source, offer string }{
		{"2d6+", "2d6+", ""},
		{"@nobody", "@nobody", ""},
		{"@loop", "@loop", ""},
		{"2d6d6", "2d6d6", "(2d6)d6"},
		{"10001d6", "10001d6", ""},
		{"attack", "attack", "@attack"},
		{"1d20 + Dex", "1d20 + Dex", "1d20 + @Dex"},
	} {
		_, err := run(t, command().parseRoll, typed(test.expression))
		var fault *backend.Fault
		if !errors.As(err, &fault) || fault.Code != backend.Invalid || fault.Source != test.source {
			t.Errorf("%s: %v", test.expression, err)
			continue
		}
		if said := fault.Describe(text.New().For("en")).Body[0].String(); said == "" || strings.HasPrefix(said, "dice.") {
			t.Errorf("%s: said %q", test.expression, said)
		}
		if test.offer != "" && (len(fault.TryArgs) != 1 || fault.TryArgs[0] != test.offer) {
			t.Errorf("%s: offers %v", test.expression, fault.TryArgs)
		}
	}
}

func TestSavedRollsAreChecked(t *testing.T) {
	engine := command().engine
	for expression, good := range map[string]bool{
		"1d20+@1+@2": true, "1d20+@dex": true, "@attack+1": true, "@mine": false, "1d": false, "1d20+@nobody": false,
	} {
		if err := engine.CheckSaved(t.Context(), backend.Request{}, "mine", expression); (err == nil) != good {
			t.Errorf("%s: %v", expression, err)
		}
	}
}

func TestTotalTellsTheModifier(t *testing.T) {
	for expression, want := range map[string]int64{"1d20+3": 3, "1d20-1+@dex": -3, "1d20": 0, "15": 15, "2+1d20[luck]": 2, "1d20*2": 0} {
		_, modifier, err := command().engine.Total(t.Context(), backend.Request{}, expression, nil)
		if err != nil || modifier != want {
			t.Errorf("%s: modifier %d, %v; want %d", expression, modifier, err, want)
		}
	}
	if _, _, err := command().engine.Total(t.Context(), backend.Request{}, "2#1d20", nil); err == nil {
		t.Error("a repeat has no one total")
	}
}

func TestFirstFindsAnExpressionInAMessage(t *testing.T) {
	for content, want := range map[string]string{
		"I attack with 1d20 + 5, then rest": "1d20+5",
		"`4d6k3` please":                    "4d6k3",
		"we are 4 people at 7 o'clock":      "",
		"":                                  "",
		"roll 2d6+3.":                       "2d6+3",
		"@everyone 1d6":                     "1d6",
	} {
		got := ""
		if expr := First(content); expr != nil {
			got = expr.String()
		}
		if got != want {
			t.Errorf("%q: found %q, want %q", content, got, want)
		}
	}
}

func TestCompletion(t *testing.T) {
	for _, test := range []struct{ typed, want string }{
		{"1d20", "1d20  averages 10.50 => 1d20"},
		{"1d", "1d  "},
		{"1d20+@h", "=> 1d20+@hit"},
		{"", "@attack  1d20 => @attack"},
	} {
		choices, err := command().Complete(t.Context(), backend.Request{Options: backend.Options{"expression": test.typed}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, choice := range choices {
			got = append(got, choice.Name+" => "+choice.Value)
		}
		if joined := strings.Join(got, "\n"); !strings.Contains(joined, test.want) {
			t.Errorf("%q offered\n%s\nwant %q among it", test.typed, joined, test.want)
		}
	}
}
