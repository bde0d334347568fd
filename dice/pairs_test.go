package dice_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feyre/dice"
)

// forms are ways to write each modifier behind a pool of d4. A modifier of the
// table without a form fails the tests.
var forms = map[string][]string{
	"k": {"k2", "k>1"}, "kh": {"kh"}, "kl": {"kl"}, "dl": {"dl"}, "dh": {"dh"}, "p": {"p=1"},
	"e": {"e", "e3"}, "eo": {"eo3"}, "!": {"!", "!>3"}, "ie": {"ie4"}, "!o": {"!o"}, "!!": {"!!"},
	"!p": {"!p"}, "!!p": {"!!p"}, "ro": {"ro1", "ro<3"}, "r": {"r1"}, "ra": {"ra1"},
	"mi": {"mi2"}, "ma": {"ma3"}, "u": {"u"}, "s": {"s"}, "sd": {"sd"},
	"cs": {"cs>=3"}, "t": {"t3"}, "cf": {"cf=1"}, "f": {"f1"}, "adv": {"adv"}, "dis": {"dis"},
}

// onD20 is how a form is written behind a d20, to come as rarely as on a d4.
var onD20 = strings.NewReplacer("e3", "e19", "eo3", "eo19", "!>3", "!>19", "ie4", "ie20", "!!4", "!!20", "ro<3", "ro<9")

// modifierRows returns the rows of modifiers, of all or of those that groups take.
func modifierRows(t *testing.T, group bool) (rows []string) {
	t.Helper()
	for _, row := range dice.Table() {
		if row.Kind != dice.KindModifier || group && !takenByGroups[row.Name] {
			continue
		}
		if forms[row.Name] == nil {
			t.Errorf("the modifier %s has no cases", row.Name)
		}
		rows = append(rows, row.Name)
	}
	return rows
}

var (
	takenByGroups = map[string]bool{
		"k": true, "kh": true, "kl": true, "dl": true, "dh": true, "p": true,
		"cs": true, "t": true, "cf": true, "f": true, "s": true, "sd": true,
	}
	counting    = map[string]bool{"cs": true, "t": true}
	against     = map[string]bool{"cf": true, "f": true}
	advantage   = map[string]bool{"adv": true, "dis": true}
	exploding   = map[string]bool{"!": true, "ie": true, "!o": true, "!!": true, "!p": true, "!!p": true}
	afterCounts = map[string]bool{"cf": true, "f": true, "s": true, "sd": true}
)

// A combination is one modifier, or two of which the second may stand behind
// the first or not.
type combination struct {
	text       string // how they are written
	rows       []string
	compatible bool
}

// combinations returns every form of every modifier and of every ordered pair.
func combinations(rows []string) (all []combination) {
	for _, a := range rows {
		for _, formA := range forms[a] {
			all = append(all, combination{withCount(formA, a, false), []string{a}, true})
			for _, b := range rows {
				for _, formB := range forms[b] {
					all = append(all, combination{pairText(a, formA, b, formB), []string{a, b}, compatible(a, b)})
				}
			}
		}
	}
	return all
}

// compatible is what the notation says: behind a count only counts against and
// sorts, and advantage once.
func compatible(a, b string) bool {
	counted := counting[a] || against[a]
	return (!counted || afterCounts[b]) && !(advantage[a] && advantage[b])
}

// pairText writes two modifiers so that they do not run together: !p= would
// penetrate, sd would sort downward.
func pairText(a, formA, b, formB string) string {
	switch {
	case formA == "!" && strings.ContainsAny(formB[:1], "!p"):
		formA = "x"
	case formA == "!!" && formB[0] == 'p':
		formA = "!!4"
	case formA == "s" && strings.ContainsAny(formB[:1], "da"):
		formA = "sa"
	}
	counted := counting[a] || against[a]
	return withCount(formA, a, false) + withCount(formB, b, counted)
}

// withCount puts a count before a count against that has none.
func withCount(form, row string, counted bool) string {
	if against[row] && !counted {
		return "cs>=3" + form
	}
	return form
}

// source is the combination behind a pool: of d4, or of d20 where it must be,
// or where two explosions on a d4 would go on for too long.
func (c combination) source(pool string) string {
	if c.has(advantage) > 0 {
		return "1d20" + onD20.Replace(c.text)
	}
	if c.has(exploding) == 2 {
		return "2d20" + onD20.Replace(c.text)
	}
	return pool + c.text
}

// sampled is the combination as it is rolled many times. Two explosions are
// rolled with dice that show 4 as rarely as a d20 shows 20, and 1 to 3 alike:
// few outcomes, of which each comes often.
func (c combination) sampled() string {
	if c.has(exploding) == 2 {
		return "2d[1,1,1,1,1,1,2,2,2,2,2,2,3,3,3,3,3,3,3,4]" + c.text
	}
	return c.source("2d4")
}

// has is how many of the rows are among the given ones.
func (c combination) has(rows map[string]bool) (n int) {
	for _, row := range c.rows {
		if rows[row] {
			n++
		}
	}
	return n
}

// Every modifier, and every pair of modifiers that go together, comes out as
// often as the oracle says; the other pairs are refused.
func TestSamplesOfModifiers(t *testing.T) {
	for i, c := range combinations(modifierRows(t, false)) {
		src := c.sampled()
		t.Run(src, func(t *testing.T) { sampleCombination(t, src, c.compatible, i) })
	}
}

// The same in groups, of several elements and of the dice of one.
func TestSamplesOfModifiersOnGroups(t *testing.T) {
	for i, c := range combinations(modifierRows(t, true)) {
		for _, base := range []string{"{1d4,1d6,2d3}", "{2d4+1d6+1}"} {
			t.Run(base+c.text, func(t *testing.T) { sampleCombination(t, base+c.text, c.compatible, i) })
		}
	}
}

func sampleCombination(t *testing.T, src string, compatible bool, seed int) {
	if !compatible {
		if expr, err := dice.Parse(src); err == nil {
			t.Errorf("%s is read as %s, want an error", src, expr)
		}
		return
	}
	checkSample(t, src, uint64(seed), sampleRolls)
}

// sampleRolls is how often each combination is rolled.
const sampleRolls = 2000

// Every modifier and every pair has a golden case. The file is written anew,
// with faces from a seed, by -update.
func TestRollsOfModifiers(t *testing.T) {
	var all []string
	for _, c := range combinations(modifierRows(t, false)) {
		if c.compatible {
			all = append(all, c.source("3d4"))
		}
	}
	if *update {
		writePairs(t, all)
	}
	known := make(map[string]bool)
	for _, c := range golden(t, "pairs.txt", rollCase) {
		known[c.typed] = true
	}
	for _, src := range all {
		if !known[src] {
			t.Errorf("%s has no golden case", src)
		}
	}
}

// writePairs writes the golden file with the faces that each expression needs.
func writePairs(t *testing.T, all []string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# Every modifier, and every pair of modifiers that go together. Written by -update.\n")
	for i, src := range all {
		source := &recorder{source: dice.Seeded(uint64(i))}
		if _, err := dice.NewRollerFrom(source, dice.DefaultLimits()).Roll(parse(t, src)); err != nil {
			t.Logf("%s: %v", src, err)
		}
		fmt.Fprintf(&b, "> %s\n  faces:%s\n", src, source.faces)
	}
	if err := os.WriteFile(filepath.Join("testdata", "pairs.txt"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// recorder remembers the faces of numbered dice that a source throws.
type recorder struct {
	source dice.Source
	faces  string
}

func (r *recorder) Throw(faces []uint32, n uint32) {
	r.source.Throw(faces, n)
	for _, face := range faces {
		r.faces += fmt.Sprintf(" %d", face+1)
	}
}
