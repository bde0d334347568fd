package dice

// walk calls f for n and everything in it, in the order written. A node that
// is reached twice is visited twice.
func walk(n Node, f func(Node)) {
	if n == nil {
		return
	}
	f(n)
	for _, inner := range inside(n) {
		walk(inner, f)
	}
}

// inside returns the nodes directly in n, in the order written.
func inside(n Node) []Node {
	switch n := n.(type) {
	case *Pool:
		return present(n.Amount, n.Sides.Expr)
	case *Group:
		return n.Items
	case *Call:
		return n.Args
	case *Neg:
		return []Node{n.X}
	case *Binary:
		return []Node{n.X, n.Y}
	case *Compare:
		return []Node{n.X, n.Y}
	case *Then:
		return present(n.If, n.Then, n.Else)
	case *Noted:
		return []Node{n.X}
	}
	return nil
}

// present returns the nodes that are not nil.
func present(nodes ...Node) (list []Node) {
	for _, n := range nodes {
		if n != nil {
			list = append(list, n)
		}
	}
	return list
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
