package odds

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"strconv"
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
	Outcomes   json.RawMessage `json:"outcomes"`
	Repeat     int             `json:"repeat,omitempty"`
}

// fractionWork is the most work that writing fractions may take, in units.
const fractionWork = 400_000_000

// MarshalJSON returns what WriteJSON writes.
func (o *Odds) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	err := o.WriteJSON(&text)
	return text.Bytes(), err
}

// WriteJSON writes the odds of one repetition, with all outcomes in ascending
// order, and never holds more than one of them. Where the fractions are so many
// and so long that writing them takes too much work, it writes nothing, and its
// error is an *Error.
func (o *Odds) WriteJSON(w io.Writer) error {
	fractions := newFractions(o.d.whole)
	if product(int64(o.Len()), fractions.units()) > fractionWork {
		return &Error{Code: TooMuch}
	}
	head, tail, err := o.frame()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	_, _ = out.Write(head) // the first error is kept, and Flush returns it
	var line []byte
	for i := range o.Len() {
		line = line[:0]
		if i > 0 {
			line = append(line, ',')
		}
		line = strconv.AppendInt(append(line, `{"total":`...), o.Total(i), 10)
		line = fractions.append(append(line, `,"p":"`...), o.d.by[i])
		_, _ = out.Write(append(line, `"}`...))
	}
	_, _ = out.Write(tail)
	return out.Flush()
}

// frame returns what stands before the outcomes and behind them.
func (o *Odds) frame() (head, tail []byte, err error) {
	const outcomes = `"outcomes":[`
	doc := document{
		Expression: o.Expression, Exact: o.Exact(), Tail: o.Tail().String(),
		Min: known(o.Min()), Max: known(o.Max()),
		Mean: text(o.Mean()), Variance: text(o.Variance()), Success: text(o.success),
		Outcomes: json.RawMessage("[]"),
	}
	if o.Repeat > 1 {
		doc.Repeat = o.Repeat
	}
	var frame bytes.Buffer
	encoder := json.NewEncoder(&frame)
	encoder.SetEscapeHTML(false) // a comparison stays readable, where the caller agrees
	err = encoder.Encode(doc)
	head, tail, _ = bytes.Cut(frame.Bytes(), []byte(outcomes))
	return append(head[:len(head):len(head)], outcomes...), tail, err
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
