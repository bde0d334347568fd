package odds

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/dice"
	"feyre/dice/odds"
)

// reader reads without names.
type reader struct{}

func (reader) Parse(_ context.Context, _ backend.Request, expression string) (*dice.Expr, error) {
	return dice.Parse(expression)
}

func (reader) ParseCanonical(expression string) (*dice.Expr, error) { return dice.Parse(expression) }

func command(paint Painter) *Command {
	return New(Deps{Reader: reader{}, Odds: odds.NewCache(odds.DefaultBudget()), Paint: paint, Catalog: text.New()})
}

func ask(t *testing.T, c *Command, expression string) (reply.Reply, error) {
	t.Helper()
	operation, err := c.parse(backend.Request{Options: backend.Options{"expression": expression}})
	if err != nil {
		t.Fatal(err)
	}
	model, err := operation.Execute(t.Context())
	if err != nil {
		return reply.Reply{}, err
	}
	return model.Describe(text.New().For("en")), nil
}

// whole is everything that a reply says, a line each.
func whole(r reply.Reply) string {
	lines := []string{r.Title}
	for _, line := range r.Body {
		lines = append(lines, line.String())
	}
	for _, field := range r.Fields {
		lines = append(lines, field.Name+" "+field.Value[0].String())
	}
	return strings.Join(lines, "\n")
}

func TestFigures(t *testing.T) {
	for expression, wants := range map[string][]string{
		"4d6k3":         {"Odds\n", "12  12.89% █████████████████ ◄ Mean\n13 ", " 3   0.08%\n", "Mean 12.245 (15869/1296)", "Standard deviation 2.847", "From, to 3 … 18", "Quartiles 10 · 12 · 14", "10: 82 %"},
		"1d20+5>15":     {"Success: 50 % (1/2)", "Of 1d20+5:", "15   5.00% ░░", "16   5.00% ██", "Mean 15.5"},
		"3d6!":          {"Mean 12.6 (63/5)", "3 … without end", "What is not drawn has a chance of < 0.1 %."},
		"3x 1d4":        {"each of the 3 rolls", "Mean 2.5 (5/2)"},
		"7":             {"7 100.00%", "At least 7: 100 %", "Standard deviation 0\n"},
		"1d6*1000000":   {"From, to 1000000 … 6000000", "3000000: 67 %"},
		"-2d6":          {"From, to -12 … -2", "-10: "},
		"1d20+3>1d20":   {"Success: "},
		"1d20>15?2d6:1": {"Success: 25 % (1/4)", "From, to 1 … 12"},
	} {
		answer, err := ask(t, command(nil), expression)
		if err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		for _, want := range wants {
			if said := whole(answer) + "\n"; !strings.Contains(said, want) {
				t.Errorf("%s: without %q:\n%s", expression, want, said)
			}
		}
	}
}

// Every reply fits Discord: a body of 4096 characters, fields of 1024.
func TestSmallEnough(t *testing.T) {
	for _, expression := range []string{"1000d6", "1d1000000", "1d1000000*1000000000000-1d7", "100d6!", strings.Repeat("1d6+", 240) + "1d6"} {
		answer, err := ask(t, command(nil), expression)
		if err != nil {
			var fault *backend.Fault
			if !errors.As(err, &fault) {
				t.Errorf("%.20s: %v", expression, err)
			}
			continue
		}
		body := 0
		for _, line := range answer.Body {
			body += utf8.RuneCountInString(line.String()) + 8
		}
		if body+utf8.RuneCountInString(answer.Subject) > 4000 {
			t.Errorf("%.20s: a body of %d", expression, body)
		}
		for _, field := range answer.Fields {
			if n := utf8.RuneCountInString(field.Value[0].String()); n > 1000 {
				t.Errorf("%.20s: %s of %d", expression, field.Name, n)
			}
		}
	}
}

func TestRefusalsInEveryLanguage(t *testing.T) {
	for expression, code := range map[string]odds.Code{
		"1/(1d6-1)": odds.Fails, "1/0": odds.AlwaysFails, "2d6*9000000000000000000": odds.AlwaysFails,
	} {
		_, err := ask(t, command(nil), expression)
		var fault *backend.Fault
		if !errors.As(err, &fault) {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		if fault.Message != text.ID("odds."+string(code)) {
			t.Errorf("%s: refused by %s", expression, fault.Message)
		}
		said := map[string]bool{}
		for _, lang := range []string{"en", "de", "fr"} {
			sentence := text.New().For(lang).Say(fault.Message, fault.Args...)
			if said[sentence] || strings.Contains(sentence, "odds.") || strings.Contains(sentence, "%!") {
				t.Errorf("%s in %s: %q", expression, lang, sentence)
			}
			said[sentence] = true
		}
	}
}

func TestWhatIsTooMuchTellsWhatIsLess(t *testing.T) {
	for expression, want := range map[string]text.ID{"10000d1000000": text.OddsTryLess, "1/0": ""} {
		_, err := ask(t, command(nil), expression)
		var fault *backend.Fault
		if !errors.As(err, &fault) || fault.Try != want {
			t.Errorf("%s: %v, try %+v", expression, err, fault)
		}
	}
}

func TestEveryReasonHasItsSentence(t *testing.T) {
	say := text.New().For("en")
	for _, code := range []odds.Code{odds.TooMuch, odds.Fails, odds.AlwaysFails, odds.ManyDice, odds.BeyondRange} {
		if id := text.ID("odds." + string(code)); say.Say(id) == string(id) {
			t.Errorf("%s has no sentence", code)
		}
	}
	for _, cause := range []odds.Cause{odds.DivisionByZero, odds.Overflow, odds.NegativeAmount, odds.AmountOfDice, odds.NumberOfSides, odds.Endless, odds.FewFaces} {
		if id := text.ID("odds.cause." + string(cause)); say.Say(id) == string(id) {
			t.Errorf("%s has no sentence", cause)
		}
	}
}

func TestPicture(t *testing.T) {
	var painted odds.Chart
	answer, err := ask(t, command(func(chart odds.Chart, _ string) ([]byte, error) {
		painted = chart
		return []byte("picture"), nil
	}), "1d20+5>15")
	if err != nil || len(answer.Files) != 1 || len(painted.Bars) != 20 {
		t.Fatalf("%d files of %d bars, %v", len(answer.Files), len(painted.Bars), err)
	}
	file := answer.Files[0]
	const alt = "Bar chart of the totals of 1d20+5, from 6 to 25; the likeliest is 6, the mean 15.5. The part that succeeds, 50 %, is green."
	if file.Alt != alt || string(file.Data) != "picture" || !file.Inline || len(file.Text) == 0 {
		t.Errorf("%+v", file)
	}
}

func TestButton(t *testing.T) {
	c := command(nil)
	var fault *backend.Fault
	if _, err := c.parseShow(backend.Request{}); !errors.As(err, &fault) || fault.Code != backend.NotFound {
		t.Errorf("without a subject: %v", err)
	}
	operation, err := c.parseShow(backend.Request{Subject: "2d6"})
	if err != nil {
		t.Fatal(err)
	}
	model, err := operation.Execute(t.Context())
	if err != nil || model.(Model).Canonical != "2d6" {
		t.Errorf("%+v, %v", model, err)
	}
}

// Whoever waits for a turn gives up with the request.
func TestTurnsAreBounded(t *testing.T) {
	c := command(nil)
	for range cap(c.turns) {
		c.turns <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.workOut(ctx, "en", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
