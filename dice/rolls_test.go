package dice_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"feyre/dice"
)

// script is a source that throws the faces it was given. Dice with listed
// faces are told by their number of faces.
type script struct {
	t     *testing.T
	faces []int64
	lists map[uint32][]int64
}

func newScript(t *testing.T, faces string, expr *dice.Expr) *script {
	t.Helper()
	s := &script{t: t, lists: make(map[uint32][]int64)}
	for _, face := range strings.Fields(faces) {
		n, err := strconv.ParseInt(face, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		s.faces = append(s.faces, n)
	}
	for _, pool := range poolsIn(expr.Root) {
		if pool.Sides.Faces != nil {
			s.lists[uint32(pool.Sides.N)] = pool.Sides.Faces
		}
	}
	return s
}

func (s *script) Throw(faces []uint32, n uint32) {
	for i := range faces {
		if len(s.faces) == 0 {
			s.t.Fatalf("a d%d is thrown, but no face is left", n)
		}
		face := s.faces[0] - 1
		if list := s.lists[n]; list != nil {
			face = int64(slices.Index(list, s.faces[0]))
		}
		if face < 0 || face >= int64(n) {
			s.t.Errorf("a d%d cannot show %d", n, s.faces[0])
			face = 0
		}
		faces[i], s.faces = uint32(face), s.faces[1:]
	}
}

// Every expression rolls exactly so with these faces.
func TestRolls(t *testing.T) {
	golden(t, "rolls.txt", rollCase)
}

// rollCase rolls what is typed with the faces of a case and shows all of it.
func rollCase(t *testing.T, c goldenCase) string {
	expr, err := dice.Parser{Names: book}.Parse(c.typed)
	if err != nil {
		return fmt.Sprintf("error: %v\n", err)
	}
	source := newScript(t, c.faces, expr)
	result, err := dice.NewRollerFrom(source, dice.DefaultLimits()).Roll(expr)
	if len(source.faces) > 0 {
		t.Errorf("the faces %d are left over", source.faces)
	}
	var wrong *dice.Error
	if errors.As(err, &wrong) {
		return showError(wrong)
	}
	var b strings.Builder
	if canonical := expr.String(); canonical != c.typed {
		fmt.Fprintf(&b, "reads %s\n", canonical)
	}
	for i := range result.Rolls {
		showRepetition(&b, &result.Rolls[i])
		checkHints(t, result.Rolls[i].Hints)
	}
	return b.String()
}

// checkHints checks that what hints say to type can be read.
func checkHints(t *testing.T, hints []dice.Hint) {
	t.Helper()
	for _, hint := range hints {
		offered := hint.Args[len(hint.Args)-1]
		switch hint.Code {
		case dice.HintTie, dice.HintMarks:
			continue
		case dice.HintUntil:
			offered = "4d6" + offered
		}
		if _, err := dice.Parse(offered); err != nil {
			t.Errorf("a hint says to type %s, which is wrong: %v", offered, err)
		}
	}
}

func showRepetition(b *strings.Builder, rep *dice.Repetition) {
	showPools(b, rep.Pools, "")
	fmt.Fprintf(b, "total %d", rep.Total)
	if rep.IsTest {
		outcome := map[bool]string{true: "success", false: "failure"}[rep.Success]
		fmt.Fprintf(b, ", %s by %d", outcome, rep.Margin)
	}
	b.WriteByte('\n')
	for _, note := range rep.Notes {
		fmt.Fprintf(b, "%s %d\n", note.Note, note.Total)
	}
	for _, hint := range rep.Hints {
		fmt.Fprintf(b, "hint: %s\n", hint)
	}
}

func showPools(b *strings.Builder, pools []dice.PoolResult, indent string) {
	for i := range pools {
		p := &pools[i]
		fmt.Fprintf(b, "%s%s: ", indent, p.Expression())
		for j := range p.Dice {
			b.WriteString(showDie(p, &p.Dice[j]) + " ")
		}
		fmt.Fprintf(b, "= %d\n", p.Total)
		for j := range p.Items {
			item := &p.Items[j]
			dropped := ""
			if !item.Kept {
				dropped = ", dropped"
			}
			fmt.Fprintf(b, "%s- %s = %d%s%s\n", indent, dice.Print(item.Node), item.Total, dropped, showCounted(item.Flags))
			showPools(b, item.Pools, indent+"    ")
		}
	}
}

// showDie shows a die: (4) is dropped, +4 was added, 2<1 was a 1 before,
// 9=6+3 is compounded, 20c and 1f are natural, h and a are counted for and against.
func showDie(p *dice.PoolResult, d *dice.Die) string {
	text := strconv.FormatInt(d.Face, 10)
	if d.Flags.Has(dice.Exploded) {
		text = "+" + text
	}
	for _, face := range slices.Backward(p.Rerolled(d)) {
		text += "<" + strconv.FormatInt(face, 10)
	}
	for i, face := range p.Added(d) {
		text += []string{"=", "+"}[min(i, 1)] + strconv.FormatInt(face, 10)
	}
	if d.Crit() {
		text += "c"
	}
	if d.Fumble() {
		text += "f"
	}
	text += showCounted(d.Flags)
	if !d.Kept() {
		text = "(" + text + ")"
	}
	return text
}

func showCounted(flags dice.Flags) (text string) {
	if flags.Has(dice.Hit) {
		text += "h"
	}
	if flags.Has(dice.Against) {
		text += "a"
	}
	return text
}

// poolsIn returns all pools in a tree.
func poolsIn(n dice.Node) (pools []*dice.Pool) {
	switch n := n.(type) {
	case *dice.Pool:
		return append(append(poolsIn(n.Amount), poolsIn(n.Sides.Expr)...), n)
	case *dice.Group:
		return poolsInAll(n.Items)
	case *dice.Call:
		return poolsInAll(n.Args)
	case *dice.Neg:
		return poolsIn(n.X)
	case *dice.Binary:
		return poolsInAll([]dice.Node{n.X, n.Y})
	case *dice.Compare:
		return poolsInAll([]dice.Node{n.X, n.Y})
	case *dice.Then:
		return poolsInAll([]dice.Node{n.If, n.Then, n.Else})
	case *dice.Noted:
		return poolsIn(n.X)
	}
	return nil
}

func poolsInAll(nodes []dice.Node) (pools []*dice.Pool) {
	for _, n := range nodes {
		pools = append(pools, poolsIn(n)...)
	}
	return pools
}
