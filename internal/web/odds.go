package web

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"strconv"

	"feyre/dice"
	"feyre/dice/odds"
)

// maxFractions bounds the characters of all exact chances in one answer.
const maxFractions = 256 << 10

// maxBars is how many bars the page's chart has at most.
const maxBars = 160

// distribution is what /api/odds answers: what "feyre odds --json" prints, with figures and bars that need no long numbers.
type distribution struct {
	Expression string  `json:"expression"`
	Exact      bool    `json:"exact"`
	Tail       string  `json:"tail"`
	Min        *int64  `json:"min"`
	Max        *int64  `json:"max"`
	Mean       *string `json:"mean"`
	Variance   *string `json:"variance"`
	Success    *string `json:"success"`
	// Outcomes is null where its fractions would be longer than maxFractions together.
	Outcomes []outcome  `json:"outcomes"`
	Repeat   int        `json:"repeat,omitempty"`
	Stats    stats      `json:"stats"`
	Chart    odds.Chart `json:"chart"`
}

type outcome struct {
	Total int64  `json:"total"`
	P     string `json:"p"`
}

// stats are figures as people read them.
type stats struct {
	Mean      float64  `json:"mean"`
	Deviation float64  `json:"deviation"`
	Quartiles [3]int64 `json:"quartiles"`
	Success   *float64 `json:"success"`
}

// distribution answers GET /api/odds.
func (p *playground) distribution(w http.ResponseWriter, r *http.Request) {
	expr, ok := read(w, r)
	if !ok {
		return
	}
	answer, err := p.answer(r.Context(), expr)
	switch {
	case err != nil:
		refuseFor(w, http.StatusServiceUnavailable, p.queue, problem{Code: "busy", Message: "Others are waiting for their odds too. Try again in a moment."})
	case answer.status != http.StatusOK:
		w.Header().Set("Cache-Control", "no-store")
		writeBody(w, answer.status, answer.body)
	default:
		keptFor(w, r, answersAge, answer.body)
	}
}

// answer remembers the odds of an expression, or waits for its turn and works them out. Its error is that others took too long.
func (p *playground) answer(ctx context.Context, expr *dice.Expr) (*remembered, error) {
	key := strconv.Itoa(expr.Repeat) + "#" + dice.Print(expr.Root)
	if known := p.known.find(key); known != nil {
		return known, nil
	}
	ctx, cancel := context.WithTimeout(ctx, p.queue)
	defer cancel()
	select {
	case p.turns <- struct{}{}:
		defer func() { <-p.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	made, err := p.workOut(expr)
	if err != nil {
		return nil, err
	}
	made.key = key
	p.known.keep(made)
	return made, nil
}

// workOut works the odds out. That there are none is an answer too.
func (p *playground) workOut(expr *dice.Expr) (*remembered, error) {
	found, err := p.budget.Of(expr)
	var refused *odds.Error
	switch {
	case errors.As(err, &refused):
		body, err := encode(refusal{problem{Code: string(refused.Code), Message: refused.Error()}})
		return &remembered{status: http.StatusUnprocessableEntity, body: body}, err
	case err != nil:
		return nil, err
	}
	body, err := encode(describe(expr, found))
	return &remembered{status: http.StatusOK, body: body}, err
}

func describe(expr *dice.Expr, found *odds.Odds) distribution {
	described := distribution{
		Expression: found.Expression, Exact: found.Exact(), Tail: found.Tail().String(),
		Min: known(found.Min()), Max: known(found.Max()),
		Mean: fraction(found.Mean()), Variance: fraction(found.Variance()), Success: fraction(found.Success()),
		Outcomes: outcomes(found), Stats: figuresOf(found), Chart: odds.ChartOf(expr, found, maxBars),
	}
	if found.Repeat > 1 {
		described.Repeat = found.Repeat
	}
	return described
}

// outcomes lists every total with its chance, or nothing where that is too long.
func outcomes(found *odds.Odds) []outcome {
	listed, length := make([]outcome, 0, min(found.Len(), maxBars)), 0
	for i := range found.Len() {
		one := outcome{found.Total(i), found.Chance(i).String()}
		if length += len(one.P); length > maxFractions {
			return nil
		}
		listed = append(listed, one)
	}
	return listed
}

func figuresOf(found *odds.Odds) (s stats) {
	s.Mean, s.Deviation = found.Estimate()
	for i := range s.Quartiles {
		s.Quartiles[i] = found.Quantile(big.NewRat(int64(i)+1, 4))
	}
	if success := found.Success(); success != nil {
		share, _ := success.Float64()
		s.Success = &share
	}
	return s
}

func known(n int64, known bool) *int64 {
	if !known {
		return nil
	}
	return &n
}

func fraction(r *big.Rat) *string {
	if r == nil {
		return nil
	}
	text := r.String()
	return &text
}
