package dice

// walk calls f for n and everything in it, in the order written. A node that
// is reached twice is visited twice.
func walk(n Node, f func(Node)) {
	if n == nil {
		return
	}
	f(n)
	switch n := n.(type) {
	case *Pool:
		walk(n.Amount, f)
		walk(n.Sides.Expr, f)
	case *Group:
		for _, item := range n.Items {
			walk(item, f)
		}
	case *Call:
		for _, arg := range n.Args {
			walk(arg, f)
		}
	case *Neg:
		walk(n.X, f)
	case *Binary:
		walk(n.X, f)
		walk(n.Y, f)
	case *Compare:
		walk(n.X, f)
		walk(n.Y, f)
	case *Then:
		walk(n.If, f)
		walk(n.Then, f)
		walk(n.Else, f)
	case *Noted:
		walk(n.X, f)
	}
}

// isSumOfPools reports whether n is a sum of pools, which are added and do not
// count, and of numbers, with or without notes.
func isSumOfPools(n Node) bool {
	switch n := n.(type) {
	case *Noted:
		return isSumOfPools(n.X)
	case *Pool:
		return !counts(n.Mods)
	case *Binary:
		if n.Op == Sub {
			return isSumOfPools(n.X) && isNumber(n.Y)
		}
		return n.Op == Add && isSumOfPools(n.X) && isSumOfPools(n.Y)
	}
	return isNumber(n)
}

// isNumber reports whether n is a number, with or without a sign and notes.
func isNumber(n Node) bool {
	switch n := n.(type) {
	case *Number:
		return true
	case *Neg:
		return isNumber(n.X)
	case *Noted:
		return isNumber(n.X)
	}
	return false
}
