package odds

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/dice/odds"
)

// Model is the odds of an expression.
type Model struct {
	Odds *odds.Odds
	// Canonical is the expression with names put in, as it can be typed again.
	Canonical string
	// Lines is the chart as text, Chart and Picture the one that was drawn; without a Picture there is no Chart.
	Lines, Chart odds.Chart
	Picture      []byte
}

// MarshalJSON is the odds' own form.
func (m Model) MarshalJSON() ([]byte, error) { return json.Marshal(m.Odds) }

// Bounds of what a reply shows.
const (
	maxLines    = 20  // bars of text
	maxBars     = 80  // bars of a picture
	lineWidth   = 18  // characters of the longest bar of text: with its label it fits a phone
	maxFraction = 24  // characters of an exact figure beside its decimals
	maxName     = 200 // characters of an expression inside a sentence
)

// Describe shows the chance of success, the figures, round numbers and how likely they are reached, and the chart.
func (m Model) Describe(say text.Printer) reply.Reply {
	answer := reply.Reply{Title: say.Say(text.OddsTitle), Subject: m.Canonical}
	if success := m.Odds.Success(); success != nil {
		answer.Title = say.Say(text.OddsSuccess, withFraction(say.Percent(success), success))
	}
	if m.Lines.Of != m.Odds.Expression {
		answer.Body = append(answer.Body, reply.Line{reply.Text(say.Say(text.OddsOf, short(m.Lines.Of)))})
	}
	if m.Odds.Repeat > 1 {
		answer.Body = append(answer.Body, reply.Line{reply.Styled(say.Say(text.OddsEach, m.Odds.Repeat), reply.Faint)})
	}
	drawn := m.drawing(say)
	if m.Picture != nil {
		answer.Files = []reply.File{{
			Name: "odds.png", Type: "image/png", Data: m.Picture, Alt: m.alt(say), Inline: true, Text: drawn,
		}}
	} else {
		answer.Body = append(answer.Body, drawn...)
	}
	answer.Fields = m.fields(say)
	answer.Buttons = []reply.Button{{Label: say.Say(text.OddsRoll), Kind: reply.Primary, Path: "roll/again"}}
	return answer
}

func (m Model) fields(say text.Printer) []reply.Field {
	of := odds.TotalsOf(m.Odds, m.Lines)
	mean := say.Decimal(number(m.Lines.Mean))
	if exact := m.Odds.Mean(); exact != nil && m.Lines.Of == m.Odds.Expression {
		mean = withFraction(mean, exact)
	}
	quartiles := make([]string, 3)
	for i := range quartiles {
		quartiles[i] = strconv.FormatInt(of.Quantile(big.NewRat(int64(i)+1, 4)), 10)
	}
	field := func(name text.ID, value string) reply.Field {
		return reply.Field{Name: say.Say(name), Value: reply.Lines(value), Inline: true}
	}
	return []reply.Field{
		field(text.OddsMean, mean),
		field(text.OddsDeviation, say.Decimal(number(m.Lines.Deviation))),
		field(text.OddsRange, end(say, of.Min)+" … "+end(say, of.Max)),
		field(text.OddsQuartiles, strings.Join(quartiles, " · ")),
		field(text.OddsAtLeast, atLeast(say, of)),
	}
}

// end is the lowest or the highest total.
func end(say text.Printer, extreme func() (int64, bool)) string {
	if n, known := extreme(); known {
		return strconv.FormatInt(n, 10)
	}
	return say.Say(text.OddsEndless)
}

// atLeast is how likely round numbers are reached.
func atLeast(say text.Printer, of odds.Totals) string {
	var parts []string
	for _, n := range odds.Landmarks(of) {
		parts = append(parts, fmt.Sprintf("%d: %s", n, say.Percent(of.AtLeast(n))))
	}
	return strings.Join(parts, " · ")
}

// drawing is the chart as text, with how much is left out of it.
func (m Model) drawing(say text.Printer) []reply.Line {
	lines := []reply.Line{{reply.Styled(bars(m.Lines, say), reply.Block)}}
	if rest := m.Lines.Below + m.Lines.Above; rest > 0 {
		lines = append(lines, reply.Line{reply.Styled(say.Say(text.OddsRarer, say.Percent(new(big.Rat).SetFloat64(rest))), reply.Faint)})
	}
	return lines
}

// bars draws a row for each bar; what passes a test is solid, and the mean is marked by that word.
func bars(chart odds.Chart, say text.Printer) string {
	highest, width := 0.0, 0
	for _, bar := range chart.Bars {
		highest, width = max(highest, bar.Share), max(width, len(label(bar)))
	}
	rows := make([]string, 0, len(chart.Bars))
	mean := chart.MeanBar()
	for i, bar := range chart.Bars {
		length := int(bar.Share/highest*lineWidth + 0.5)
		solid := length
		if bar.Pass != nil && bar.Share > 0 {
			solid = int(*bar.Pass/bar.Share*float64(length) + 0.5)
		}
		row := fmt.Sprintf("%*s %s%% %s%s", width, label(bar), say.Decimal(fmt.Sprintf("%6.2f", bar.Share*100)), strings.Repeat("█", solid), strings.Repeat("░", length-solid))
		if i == mean {
			row += " ◄ " + say.Say(text.OddsMean)
		}
		rows = append(rows, strings.TrimRight(row, " "))
	}
	return strings.Join(rows, "\n")
}

func label(bar odds.Bar) string {
	if bar.From == bar.To {
		return strconv.FormatInt(bar.From, 10)
	}
	return fmt.Sprintf("%d..%d", bar.From, bar.To)
}

// alt describes the picture to who can't see it.
func (m Model) alt(say text.Printer) string {
	drawn := m.Chart.Bars
	if len(drawn) == 0 {
		return short(m.Chart.Of)
	}
	likeliest := drawn[0]
	for _, bar := range drawn {
		if bar.Share > likeliest.Share {
			likeliest = bar
		}
	}
	alt := say.Say(text.OddsPicture, short(m.Chart.Of), drawn[0].From, drawn[len(drawn)-1].To, likeliest.From, say.Decimal(number(m.Chart.Mean)))
	if success := m.Odds.Success(); success != nil {
		alt += " " + say.Say(text.OddsPicturePassing, say.Percent(success))
	}
	return alt
}

// withFraction puts an exact figure behind its decimals, where it is short.
func withFraction(decimals string, exact *big.Rat) string {
	if fraction := exact.RatString(); !exact.IsInt() && len(fraction) <= maxFraction {
		return decimals + " (" + fraction + ")"
	}
	return decimals
}

// number writes a figure with as many decimals as are of use.
func number(x float64) string {
	if math.Abs(x) >= 1e9 {
		return strconv.FormatFloat(x, 'g', 6, 64)
	}
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(x, 'f', 3, 64), "0"), ".")
}

func short(expression string) string {
	if runes := []rune(expression); len(runes) > maxName {
		return string(runes[:maxName]) + "…"
	}
	return expression
}
