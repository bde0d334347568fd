package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feyre/dice"
	"feyre/dice/odds"
)

func chartOf(t testing.TB, expression string) odds.Chart {
	t.Helper()
	expr, err := dice.Parse(expression)
	if err != nil {
		t.Fatal(err)
	}
	found, err := odds.Of(expr)
	if err != nil {
		t.Fatal(err)
	}
	return odds.ChartOf(expr, found, 80)
}

// drawn draws a chart, leaves it in the folder FEYRE_CHARTS for whoever wants to look, and reads it back.
func drawn(t *testing.T, name string, chart odds.Chart) image.Image {
	t.Helper()
	data, err := PNG(chart, "mean")
	if err != nil {
		t.Fatal(err)
	}
	if folder := os.Getenv("FEYRE_CHARTS"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size != image.Pt(Width, Height) {
		t.Fatalf("a picture of %v", size)
	}
	return picture
}

// shares tells how much of a picture is of each of its colours.
func shares(picture image.Image) map[color.RGBA]float64 {
	pixels := image.NewRGBA(picture.Bounds())
	draw.Draw(pixels, pixels.Rect, picture, pixels.Rect.Min, draw.Src)
	found := map[color.RGBA]float64{}
	for at := 0; at < len(pixels.Pix); at += 4 {
		p := pixels.Pix[at : at+4 : at+4]
		found[color.RGBA{p[0], p[1], p[2], p[3]}] += 1.0 / (Width * Height)
	}
	return found
}

func TestColoursShowWhatPasses(t *testing.T) {
	for _, test := range []struct {
		name, expression       string
		plain, passing, failed bool
	}{
		{"pool", "4d6k3", true, false, false},
		{"test", "1d20+5>15", false, true, true},
		{"many", "100d6", true, false, false},
		{"coin", "1d2", true, false, false},
		{"endless", "3d6!", true, false, false},
		{"one", "7", true, false, false},
		{"sure", "1d6>0", false, true, false},
		{"long", strings.Repeat("1d6+", 100) + "1d6", true, false, false},
		{"wide", "1d1000*1000000000", true, false, false},
		{"apart", "2d10*10", true, false, false},
	} {
		share := shares(drawn(t, test.name, chartOf(t, test.expression)))
		for _, want := range []struct {
			colour color.RGBA
			there  bool
		}{{plain, test.plain}, {passing, test.passing}, {failing, test.failed}} {
			if got := share[want.colour] > 0.02; got != want.there {
				t.Errorf("%s: %v there: %v", test.expression, want.colour, got)
			}
		}
		if share[card] < 0.2 || share[ink] == 0 {
			t.Errorf("%s: no card, or nothing written on it", test.expression)
		}
	}
}

func TestNothingToDraw(t *testing.T) { drawn(t, "nothing", odds.Chart{Of: "\x00🎲\n"}) }

func TestSameBytes(t *testing.T) {
	first, err := PNG(chartOf(t, "4d6k3"), "mean")
	if err != nil {
		t.Fatal(err)
	}
	second, err := PNG(chartOf(t, "4d6k3"), "mean")
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two pictures of one chart differ (%v)", err)
	}
}

func TestTitle(t *testing.T) {
	for of, want := range map[string]string{
		"4d6k3":                    "4d6k3",
		"1d6[f\u00fcr \U0001f525]": "1d6[f\u00fcr ?]",
		strings.Repeat("x", 50):    strings.Repeat("x", maxTitle) + "...",
	} {
		if got := title(of); got != want {
			t.Errorf("%q: %q", of, got)
		}
	}
}

func TestShort(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 12.2449: "12.24", -3: "-3", 99999: "99999", 100000: "100k", 1.5e6: "1.5M", -2e11: "-200G", 9e18: "9E",
	} {
		if got := short(x); got != want {
			t.Errorf("%v: %q, want %q", x, got, want)
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	chart := chartOf(b, "4d6k3")
	for b.Loop() {
		if _, err := PNG(chart, "mean"); err != nil {
			b.Fatal(err)
		}
	}
}
