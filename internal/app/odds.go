package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"os"
	"strings"

	"feyre/dice"
	"feyre/dice/odds"
	"feyre/internal/chart"
)

// OddsOptions say what odds are worked out on the command line, and how they are shown.
type OddsOptions struct {
	Screen
	Expression string
	JSON       bool
	// PNG is the file that a picture is drawn into; empty: none.
	PNG string
}

// Bounds of what is drawn of odds.
const (
	maxBars  = 60
	barWidth = 40 // characters of the longest bar
)

// ShowOdds works out the odds of an expression and shows them.
func ShowOdds(o OddsOptions) error {
	expr, err := dice.Parse(o.Expression)
	if err != nil {
		return wrongExpression(err)
	}
	found, err := odds.Of(expr)
	var refused *odds.Error
	switch {
	case errors.As(err, &refused):
		failed := &Failure{Usage: true, Sentence: refused.Error(), Err: err}
		if refused.WantsLess() {
			failed.Try = "fewer dice, or fewer sides"
		}
		return failed
	case err != nil:
		return err
	}
	if o.PNG != "" {
		if err := paintOdds(o.PNG, expr, found); err != nil {
			return err
		}
	}
	if o.JSON {
		return writeOdds(o.Out, found)
	}
	_, err = fmt.Fprint(o.Out, drawOdds(expr, found))
	return err
}

// writeOdds writes odds as JSON.
func writeOdds(out io.Writer, found *odds.Odds) error {
	err := found.WriteJSON(out)
	var refused *odds.Error
	if errors.As(err, &refused) {
		return &Failure{
			Sentence: "The fractions of this are too many and too long to be written.",
			Try:      "leave out --json: the figures and the bars need no fractions", Err: err,
		}
	}
	return err
}

// paintOdds draws a picture into a file.
func paintOdds(file string, expr *dice.Expr, found *odds.Odds) error {
	picture, err := chart.PNG(odds.ChartOf(expr, found, maxBars), "mean")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil { //nolint:gosec // a picture to show around
		return &Failure{Sentence: fmt.Sprintf("%s can't be written: %v", file, unwrapped(err)), Try: "name a file in a directory that is there and can be written", Err: err}
	}
	return nil
}

// unwrapped is a file error's cause, without the name that the sentence has already.
func unwrapped(err error) error {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

// drawOdds is the odds as text: figures, then a bar for each outcome.
func drawOdds(expr *dice.Expr, found *odds.Odds) string {
	var text strings.Builder
	mean, deviation := found.Estimate()
	least, _ := found.Min()
	quartile := func(share int64) int64 { return found.Quantile(big.NewRat(share, 4)) }
	fmt.Fprintf(&text, "%s\nmin %d  mean %.4g  max %s  deviation %.4g\n", found.Expression, least, mean, highest(found), deviation)
	fmt.Fprintf(&text, "quartiles %d %d %d\n", quartile(1), quartile(2), quartile(3))
	if success := found.Success(); success != nil {
		fmt.Fprintf(&text, "success %s (%s)\n", percent(success), success.RatString())
	}
	drawn := odds.ChartOf(expr, found, maxBars)
	if drawn.Of != found.Expression {
		fmt.Fprintf(&text, "%s, with + what passes:\n", drawn.Of)
	}
	text.WriteString("at least")
	of := odds.TotalsOf(found, drawn)
	for _, n := range odds.Landmarks(of) {
		fmt.Fprintf(&text, "  %d: %s", n, percent(of.AtLeast(n)))
	}
	text.WriteByte('\n')
	drawBars(&text, drawn)
	return text.String()
}

// drawBars draws a line for each bar: its totals, their chance, whether they pass, + for what does, and where the mean is.
func drawBars(text *strings.Builder, drawn odds.Chart) {
	most := 0.0
	for _, bar := range drawn.Bars {
		most = max(most, bar.Share)
	}
	mean := drawn.MeanBar()
	for i, bar := range drawn.Bars {
		totals := fmt.Sprint(bar.From)
		if bar.To != bar.From {
			totals = fmt.Sprintf("%d..%d", bar.From, bar.To)
		}
		length := int(bar.Share/most*barWidth + 0.5)
		passing := 0
		if bar.Pass != nil && bar.Share > 0 {
			passing = int(*bar.Pass/bar.Share*float64(length) + 0.5)
		}
		row := fmt.Sprintf("%6s %7.2f%%  %s%s", totals, bar.Share*100, strings.Repeat("+", passing), strings.Repeat("#", length-passing))
		if i == mean {
			row += " <- mean"
		}
		fmt.Fprintln(text, strings.TrimRight(row, " "))
	}
}

func highest(found *odds.Odds) string {
	if most, known := found.Max(); known {
		return fmt.Sprint(most)
	}
	return "none"
}

// percent writes a chance with two decimals; what is neither 0 nor 1 is neither of both.
func percent(chance *big.Rat) string {
	share, _ := chance.Float64()
	switch written := fmt.Sprintf("%.2f%%", share*100); {
	case written == "0.00%" && chance.Sign() > 0:
		return "< 0.01%"
	case written == "100.00%" && chance.Cmp(big.NewRat(1, 1)) < 0:
		return "> 99.99%"
	default:
		return written
	}
}
