package dice

// A Cmp is a comparison of two numbers.
type Cmp uint8

// The comparisons.
const (
	NoCmp Cmp = iota
	Greater
	Less
	GreaterEqual
	LessEqual
	Equal
	NotEqual
)

// Holds reports whether a stands in this relation to b.
func (c Cmp) Holds(a, b int64) bool {
	switch c {
	case Greater:
		return a > b
	case Less:
		return a < b
	case GreaterEqual:
		return a >= b
	case LessEqual:
		return a <= b
	case Equal:
		return a == b
	case NotEqual:
		return a != b
	}
	return false
}

// compare compares, and records the outcome if the whole roll is this test.
func (w *worker) compare(n *Compare, x, y int64) int64 {
	holds := n.Cmp.Holds(x, y)
	if n == w.test && w.err == nil {
		w.test = nil
		w.rep.IsTest, w.rep.Success, w.rep.Margin = true, holds, w.margin(n, x, y)
		w.rep.Left, w.rep.Right = x, y
		if x == y && (n.Cmp == Greater || n.Cmp == Less) {
			w.hintTie(n)
		}
	}
	if holds {
		return 1
	}
	return 0
}

// margin is by how much the test succeeds; negative if it fails.
func (w *worker) margin(n *Compare, x, y int64) int64 {
	if n.Cmp == Less || n.Cmp == LessEqual {
		x, y = y, x
	}
	return w.sub(n, x, y)
}

// hintTie tells that a tie does not pass the test.
func (w *worker) hintTie(n *Compare) {
	strict := cmpText[n.Cmp]
	w.rep.hint(Hint{HintTie, []string{strict, strict + "="}})
}
