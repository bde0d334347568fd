package dice

import "strconv"

// String returns the expression in canonical form, with names put in: parsing
// it gives the same tree, repeat and comment.
func (e *Expr) String() string {
	if e.Comment == "" {
		return e.Expression()
	}
	var b []byte
	if _, number := e.Root.(*Number); number && e.Repeat == 1 {
		// A number followed by # would be read as a repeat.
		b = appendParenthesised(b, e.Root)
	} else {
		b = appendWhole(b, e)
	}
	return string(append(append(b, " # "...), e.Comment...))
}

// Expression returns the canonical form without the comment.
func (e *Expr) Expression() string { return string(appendWhole(nil, e)) }

func appendWhole(b []byte, e *Expr) []byte {
	b = appendNode(b, e.Root)
	if e.Repeat != 1 {
		b = append(b, 'c')
		b = strconv.AppendInt(b, int64(e.Repeat), 10)
	}
	return b
}

// Print returns a node in canonical form.
func Print(n Node) string { return string(appendNode(nil, n)) }

// How tightly a node holds together; one with less stands in parentheses.
const (
	levelCond = iota
	levelTest
	levelSum
	levelProduct
	levelUnary
	levelNoted
	levelOperand
)

func level(n Node) int {
	switch n := n.(type) {
	case *Then:
		return levelCond
	case *Compare:
		return levelTest
	case *Binary:
		if n.Op == Add || n.Op == Sub {
			return levelSum
		}
		return levelProduct
	case *Neg:
		return levelUnary
	case *Noted:
		return levelNoted
	}
	return levelOperand
}

var (
	cmpText    = map[Cmp]string{Greater: ">", Less: "<", GreaterEqual: ">=", LessEqual: "<=", Equal: "=", NotEqual: "!="}
	binaryText = [...]byte{Add: '+', Sub: '-', Mul: '*', Div: '/', Mod: '%'}
	funcText   = [...]string{Floor: "floor", Ceil: "ceil", Round: "round", Abs: "abs", Min: "min", Max: "max"}
)

// appendAt prints n where something of at least this level must stand.
func appendAt(b []byte, n Node, least int) []byte {
	if level(n) < least {
		return appendParenthesised(b, n)
	}
	return appendNode(b, n)
}

func appendParenthesised(b []byte, n Node) []byte {
	return append(appendNode(append(b, '('), n), ')')
}

func appendNode(b []byte, n Node) []byte {
	switch n := n.(type) {
	case *Number:
		return strconv.AppendInt(b, n.Value, 10)
	case *Pool:
		return appendPool(b, n)
	case *Group:
		b = appendList(append(b, '{'), n.Items)
		return appendModifiers(append(b, '}'), n.Mods)
	case *Call:
		b = append(append(b, funcText[n.Func]...), '(')
		return append(appendList(b, n.Args), ')')
	case *Neg:
		return appendAt(append(b, '-'), n.X, levelNoted)
	case *Binary:
		own := level(n)
		b = append(appendAt(b, n.X, own), binaryText[n.Op])
		return appendAt(b, n.Y, own+1)
	case *Compare:
		b = append(appendCompared(b, n.X), cmpText[n.Cmp]...)
		return appendAt(b, n.Y, levelSum)
	case *Then:
		return appendThen(b, n)
	case *Noted:
		b = append(appendAt(b, n.X, levelOperand), '[')
		return append(append(b, n.Note...), ']')
	}
	return b
}

func appendList(b []byte, nodes []Node) []byte {
	for i, n := range nodes {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendNode(b, n)
	}
	return b
}

// appendCompared prints the left side of a comparison. The comparison must not
// be taken for the test of an explosion at its end.
func appendCompared(b []byte, n Node) []byte {
	switch n := n.(type) {
	case *Pool:
		if len(n.Mods) > 0 {
			if last := n.Mods[len(n.Mods)-1]; explodes(last.Op) && last.Cmp == NoCmp {
				return appendParenthesised(b, n)
			}
		}
	case *Neg:
		if level(n.X) >= levelNoted {
			return appendCompared(append(b, '-'), n.X)
		}
	case *Binary:
		own := level(n)
		b = append(appendAt(b, n.X, own), binaryText[n.Op])
		if level(n.Y) > own {
			return appendCompared(b, n.Y)
		}
		return appendParenthesised(b, n.Y)
	}
	return appendAt(b, n, levelSum)
}

// appendThen prints a then. Behind a pool t would count, so t is printed only
// where a comparison goes before.
func appendThen(b []byte, n *Then) []byte {
	b = appendAt(b, n.If, levelTest)
	if level(n.If) == levelTest {
		b = append(b, 't')
	} else {
		b = append(b, " then "...)
	}
	if n.Else == nil {
		return appendNode(b, n.Then)
	}
	if openEnded(n.Then) {
		b = appendParenthesised(b, n.Then)
	} else {
		b = appendNode(b, n.Then)
	}
	return appendNode(append(b, ':'), n.Else)
}

// openEnded reports whether an else behind n would belong to a then in n.
func openEnded(n Node) bool {
	then, ok := n.(*Then)
	return ok && (then.Else == nil || openEnded(then.Else))
}
