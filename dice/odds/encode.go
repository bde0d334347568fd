package odds

import (
	"bytes"
	"encoding/json"
	"math/big"
)

// document is the JSON form of Odds: chances are reduced fractions in text.
type document struct {
	Expression string          `json:"expression"`
	Exact      bool            `json:"exact"`
	Tail       string          `json:"tail"`
	Min        *int64          `json:"min"`
	Max        *int64          `json:"max"`
	Mean       *string         `json:"mean"`
	Variance   *string         `json:"variance"`
	Success    *string         `json:"success"`
	Outcomes   []outcomeInJSON `json:"outcomes"`
	Repeat     int             `json:"repeat,omitempty"`
}

type outcomeInJSON struct {
	Total int64  `json:"total"`
	P     string `json:"p"`
}

// MarshalJSON writes the odds of one repetition, with all outcomes in ascending order.
func (o *Odds) MarshalJSON() ([]byte, error) {
	doc := document{
		Expression: o.Expression, Exact: o.Exact(), Tail: o.Tail().String(),
		Min: known(o.Min()), Max: known(o.Max()),
		Mean: text(o.Mean()), Variance: text(o.Variance()), Success: text(o.success),
		Outcomes: make([]outcomeInJSON, o.Len()),
	}
	for i := range doc.Outcomes {
		doc.Outcomes[i] = outcomeInJSON{o.Total(i), o.Chance(i).String()}
	}
	if o.Repeat > 1 {
		doc.Repeat = o.Repeat
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // a comparison stays readable, where the caller agrees
	err := encoder.Encode(doc)
	return text.Bytes(), err
}

func known(n int64, known bool) *int64 {
	if !known {
		return nil
	}
	return &n
}

func text(r *big.Rat) *string {
	if r == nil {
		return nil
	}
	s := r.String()
	return &s
}
