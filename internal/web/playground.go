package web

import (
	"errors"
	"net/http"
	"net/url"
	"runtime"
	"time"

	"feyre/backend"
	"feyre/dice"
	"feyre/dice/odds"
)

// answersAge is how long the meaning and the odds of an expression may be kept: they only change with the program.
const answersAge = 10 * time.Minute

// Bounds of what strangers may have worked out: a tenth of a second and 64 MiB for one expression, and 8 MiB of answers remembered.
const (
	oddsWork      = 100_000_000 // nanoseconds, about
	oddsWords     = 8 << 20
	rememberBytes = 8 << 20
	// queueFor is how long an expression may wait until another one's odds are done.
	queueFor = 3 * time.Second
)

// playground answers what the page asks about expressions.
type playground struct {
	roller *dice.Roller
	budget odds.Budget
	known  *memory
	// turns bounds the odds that are worked out at a time, so that a bot in the same process still gets its share.
	turns chan struct{}
	queue time.Duration
}

func newPlayground() *playground {
	return &playground{
		roller: dice.NewRoller(dice.DefaultLimits()),
		budget: odds.Budget{Work: oddsWork, Words: oddsWords},
		known:  newMemory(rememberBytes),
		turns:  make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
		queue:  queueFor,
	}
}

// roll answers GET /api/roll.
func (p *playground) roll(w http.ResponseWriter, r *http.Request) {
	expr, ok := read(w, r)
	if !ok {
		return
	}
	result, err := p.roller.Roll(expr)
	if err != nil {
		refuse(w, http.StatusUnprocessableEntity, *problemOf(err))
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, result)
}

// read takes the expression of a request, or answers what is wrong with it.
func read(w http.ResponseWriter, r *http.Request) (*dice.Expr, bool) {
	source, ok := expression(w, r)
	if !ok {
		return nil, false
	}
	expr, err := dice.Parse(source)
	if err != nil {
		refuse(w, http.StatusUnprocessableEntity, *problemOf(err))
		return nil, false
	}
	return expr, true
}

// expression takes what was typed, or answers that nothing was. Its length is bounded by the header's, then by the language.
func expression(w http.ResponseWriter, r *http.Request) (string, bool) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || len(query["expression"]) != 1 {
		refuse(w, http.StatusBadRequest, problem{
			Code: "missing_expression", Message: "Ask for one expression: ?expression=4d6k3, with + written as %2B.", Offer: "4d6k3",
		})
		return "", false
	}
	return query.Get("expression"), true
}

// problemOf puts an error of the language in words.
func problemOf(err error) *problem {
	var wrong *dice.Error
	if !errors.As(err, &wrong) {
		return &problem{Code: "internal", Message: "That could not be rolled."}
	}
	p := &problem{Code: string(wrong.Code), Message: wrong.Error(), Offer: wrong.Offer}
	if wrong.Source != "" {
		p.Caret = backend.Caret(wrong.Source, wrong.At)
	}
	return p
}

// explanation is what an expression means.
type explanation struct {
	// Canonical is the expression as Feyre prints it, empty where it can't be read.
	Canonical string      `json:"canonical"`
	Parts     []explained `json:"parts"`
	Hints     []string    `json:"hints"`
	// Error says what is wrong with the expression, nil where nothing is.
	Error *problem `json:"error"`
}

type explained struct {
	Source string `json:"source"`
	Text   string `json:"text"`
}

// explain answers GET /api/explain. It is asked while people type, so an expression that can't be read is nothing out of the ordinary.
func (p *playground) explain(w http.ResponseWriter, r *http.Request) {
	source, ok := expression(w, r)
	if !ok {
		return
	}
	cached(w, r, answersAge, explain(source))
}

func explain(source string) explanation {
	told := explanation{Parts: []explained{}, Hints: []string{}}
	expr, err := dice.Parse(source)
	if err != nil {
		told.Error = problemOf(err)
		return told
	}
	told.Canonical = expr.String()
	for _, part := range dice.Explain(expr) {
		told.Parts = append(told.Parts, explained{Source: part.Text, Text: part.String()})
	}
	for _, hint := range expr.Hints {
		told.Hints = append(told.Hints, hint.String())
	}
	return told
}
