// Package chart draws odds as a picture: readable at the width of a phone, on a card of its own so that it looks the same in light
// and in dark surroundings.
package chart

import (
	"bytes"
	"image/color"
	"strconv"
	"strings"

	"feyre/dice/odds"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// Width and Height are the size of a picture in pixels.
const (
	Width  = 1000
	Height = 560
)

// dpi is chosen so that a point is a pixel.
const dpi = 72

// Sizes of type in pixels. Discord shows a picture about 350 points wide on a phone: a third of these.
const (
	titleSize = 38
	labelSize = 32
)

// maxTitle is how many characters of an expression fit above the chart.
const maxTitle = 44

var (
	card    = color.RGBA{R: 0x1f, G: 0x20, B: 0x30, A: 0xff}
	ink     = color.RGBA{R: 0xee, G: 0xec, B: 0xf6, A: 0xff}
	grid    = color.RGBA{R: 0x3a, G: 0x3b, B: 0x50, A: 0xff}
	plain   = color.RGBA{R: 0x9d, G: 0x8c, B: 0xf0, A: 0xff}
	passing = color.RGBA{R: 0x4f, G: 0xc9, B: 0x8e, A: 0xff}
	failing = color.RGBA{R: 0x6c, G: 0x67, B: 0x82, A: 0xff}
)

// PNG draws a chart: a bar for each outcome, what passes a test in green, and the mean, by that word, as a dashed line.
func PNG(drawn odds.Chart, meanWord string) ([]byte, error) {
	p := plot.New()
	p.BackgroundColor = card
	p.Title.Text = title(drawn.Of)
	p.Title.TextStyle.Color, p.Title.Padding = ink, vg.Points(14)
	p.Title.TextStyle.Font = font.Font{Typeface: "Liberation", Variant: "Sans", Size: titleSize}
	low, high := ends(drawn)
	p.X.Min, p.X.Max = low-half(drawn), high+half(drawn)
	p.Y.Min, p.Y.Max = 0, highest(drawn)*1.14
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Color, axis.Tick.LineStyle.Color, axis.Tick.Length = grid, grid, 0
		axis.Tick.Label.Color = ink
		axis.Tick.Label.Font = font.Font{Typeface: "Liberation", Variant: "Sans", Size: labelSize}
	}
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.TickerFunc(whole), plot.TickerFunc(percents)
	p.Add(bars{drawn, title(meanWord)})

	canvas := vgimg.NewWith(vgimg.UseWH(Width, Height), vgimg.UseDPI(dpi), vgimg.UseBackgroundColor(card))
	p.Draw(draw.Crop(draw.New(canvas), 18, -30, 14, -14))
	var png bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&png); err != nil {
		return nil, err
	}
	return png.Bytes(), nil
}

// title is an expression in the signs that the font has, cut to what fits.
func title(of string) string {
	of = strings.Map(func(r rune) rune {
		if r < ' ' || r > 0x17f {
			return '?'
		}
		return r
	}, of)
	if runes := []rune(of); len(runes) > maxTitle {
		return string(runes[:maxTitle]) + "..."
	}
	return of
}

func ends(drawn odds.Chart) (low, high float64) {
	if len(drawn.Bars) == 0 {
		return 0, 1
	}
	return float64(drawn.Bars[0].From), float64(drawn.Bars[len(drawn.Bars)-1].To)
}

func highest(drawn odds.Chart) float64 {
	most := 0.0
	for _, bar := range drawn.Bars {
		most = max(most, bar.Share)
	}
	if most == 0 {
		return 1
	}
	return most
}

// decimal writes a figure with at most two decimals.
func decimal(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(x, 'f', 2, 64), "0"), ".")
}
