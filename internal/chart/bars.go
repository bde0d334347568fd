package chart

import (
	"image/color"

	"feyre/dice/odds"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// bars draws the data of a chart.
type bars struct {
	odds.Chart
	meanWord string
}

var _ plot.Plotter = bars{}

// gap is the part of a bar's place that is left free.
const gap = 0.14

// Plot implements plot.Plotter.
func (b bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, tick := range percents(p.Y.Min, p.Y.Max) {
		c.StrokeLine2(draw.LineStyle{Color: grid, Width: 1.5}, c.Min.X, y(tick.Value), c.Max.X, y(tick.Value))
	}
	for _, bar := range b.Bars {
		left, right := x(float64(bar.From)-half(b.Chart)), x(float64(bar.To)+half(b.Chart))
		free := (right - left) * gap / 2
		if bar.Pass == nil {
			fill(c, plain, left+free, y(0), right-free, y(bar.Share))
			continue
		}
		fill(c, passing, left+free, y(0), right-free, y(*bar.Pass))
		fill(c, failing, left+free, y(*bar.Pass), right-free, y(bar.Share))
	}
	if len(b.Bars) > 0 {
		b.mean(c, x(b.Mean))
	}
}

// half is half the distance of totals, in which a bar has room.
func half(c odds.Chart) float64 { return float64(max(c.Step, 1)) / 2 }

func fill(c draw.Canvas, with color.Color, left, bottom, right, top vg.Length) {
	if top <= bottom {
		return
	}
	c.FillPolygon(with, []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}})
}

// mean marks the mean, with its figure on the side that has room.
func (b bars) mean(c draw.Canvas, at vg.Length) {
	c.StrokeLine2(draw.LineStyle{Color: ink, Width: 3, Dashes: []vg.Length{12, 8}}, at, c.Min.Y, at, c.Max.Y)
	style := draw.TextStyle{
		Color: ink, Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: labelSize},
		Handler: plot.DefaultTextHandler, XAlign: draw.XLeft, YAlign: draw.YTop,
	}
	text, aside := b.meanWord+" "+short(b.Mean), vg.Length(12)
	if width := style.Width(text); at+aside+width > c.Max.X {
		style.XAlign, aside = draw.XRight, -aside
	}
	// A shade behind the figure keeps it readable over bars.
	box := style.Rectangle(text)
	origin := vg.Point{X: at + aside, Y: c.Max.Y}
	fill(c, color.NRGBA{R: card.R, G: card.G, B: card.B, A: 0xc8},
		origin.X+box.Min.X-4, origin.Y+box.Min.Y-4, origin.X+box.Max.X+4, origin.Y+box.Max.Y+2)
	c.FillText(style, origin, text)
}
