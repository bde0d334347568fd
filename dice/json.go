package dice

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// MarshalJSON writes the result as `feyre roll --json` shows it. It leaves <
// and > as they are; json.Marshal escapes them all the same, an Encoder can be
// told not to.
func (r *Result) MarshalJSON() ([]byte, error) {
	out := resultJSON{Expression: r.Expr.Expression(), Comment: r.Expr.Comment}
	for i := range r.Rolls {
		out.Rolls = append(out.Rolls, r.Rolls[i].json())
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("encode a dice result: %w", err)
	}
	return b.Bytes(), nil
}

type resultJSON struct {
	Expression string     `json:"expression"`
	Comment    string     `json:"comment"`
	Rolls      []rollJSON `json:"rolls"`
}

type rollJSON struct {
	Total    int64            `json:"total"`
	Success  *bool            `json:"success"`
	Margin   *int64           `json:"margin"`
	Compared []int64          `json:"compared,omitempty"`
	Pools    []poolJSON       `json:"pools"`
	Notes    map[string]int64 `json:"notes,omitempty"`
	Hint     string           `json:"hint,omitempty"`
}

type poolJSON struct {
	Expression string     `json:"expression"`
	Total      int64      `json:"total"`
	Dice       []dieJSON  `json:"dice"`
	Items      []itemJSON `json:"items,omitempty"`
}

type itemJSON struct {
	Expression string     `json:"expression"`
	Total      int64      `json:"total"`
	Kept       bool       `json:"kept"`
	Hit        bool       `json:"hit,omitempty"`
	Against    bool       `json:"against,omitempty"`
	Pools      []poolJSON `json:"pools"`
}

type dieJSON struct {
	Face     int64   `json:"face"`
	Sides    int32   `json:"sides"`
	Kept     bool    `json:"kept"`
	Exploded bool    `json:"exploded,omitempty"`
	Rerolled []int64 `json:"rerolled,omitempty"`
	Added    []int64 `json:"added,omitempty"`
	Crit     bool    `json:"crit,omitempty"`
	Fumble   bool    `json:"fumble,omitempty"`
	Hit      bool    `json:"hit,omitempty"`
	Against  bool    `json:"against,omitempty"`
}

func (r *Repetition) json() rollJSON {
	out := rollJSON{Total: r.Total, Pools: poolsJSON(r.Pools)}
	if r.IsTest {
		out.Success, out.Margin, out.Compared = &r.Success, &r.Margin, []int64{r.Left, r.Right}
	}
	for _, note := range r.Notes {
		if out.Notes == nil {
			out.Notes = make(map[string]int64)
		}
		out.Notes[note.Note] = note.Total
	}
	hints := make([]string, len(r.Hints))
	for i, hint := range r.Hints {
		hints[i] = hint.String()
	}
	out.Hint = strings.Join(hints, "; ")
	return out
}

func poolsJSON(pools []PoolResult) []poolJSON {
	out := make([]poolJSON, len(pools))
	for i := range pools {
		p := &pools[i]
		out[i] = poolJSON{Expression: p.Expression(), Total: p.Total, Dice: diceJSON(p)}
		for j := range p.Items {
			item := &p.Items[j]
			out[i].Items = append(out[i].Items, itemJSON{
				Expression: Print(item.Node), Total: item.Total, Kept: item.Kept,
				Hit: item.Flags.Has(Hit), Against: item.Flags.Has(Against), Pools: poolsJSON(item.Pools),
			})
		}
	}
	return out
}

func diceJSON(p *PoolResult) []dieJSON {
	out := make([]dieJSON, len(p.Dice))
	for i := range p.Dice {
		d := &p.Dice[i]
		out[i] = dieJSON{
			Face: d.Face, Sides: d.Sides, Kept: d.Kept(), Exploded: d.Flags.Has(Exploded),
			Rerolled: p.Rerolled(d), Added: p.Added(d), Crit: d.Crit(), Fumble: d.Fumble(),
			Hit: d.Flags.Has(Hit), Against: d.Flags.Has(Against),
		}
	}
	return out
}
