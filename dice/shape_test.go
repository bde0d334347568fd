package dice_test

import (
	"fmt"
	"strings"

	"feyre/dice"
)

// shape writes a tree with everything in it but where it was typed.
func shape(n dice.Node) string {
	switch n := n.(type) {
	case *dice.Number:
		return fmt.Sprint(n.Value)
	case *dice.Pool:
		return fmt.Sprintf("pool(%d %s of %d %d %v %s%s)",
			n.Count, shape(n.Amount), n.Sides.Kind, n.Sides.N, n.Sides.Faces, shape(n.Sides.Expr), shapeModifiers(n.Mods))
	case *dice.Group:
		return "group(" + shapes(n.Items) + shapeModifiers(n.Mods) + ")"
	case *dice.Call:
		return fmt.Sprintf("call(%d %s)", n.Func, shapes(n.Args))
	case *dice.Neg:
		return "neg(" + shape(n.X) + ")"
	case *dice.Binary:
		return fmt.Sprintf("binary(%d %s %s)", n.Op, shape(n.X), shape(n.Y))
	case *dice.Compare:
		return fmt.Sprintf("compare(%d %s %s)", n.Cmp, shape(n.X), shape(n.Y))
	case *dice.Then:
		return "then(" + shapes([]dice.Node{n.If, n.Then, n.Else}) + ")"
	case *dice.Noted:
		return fmt.Sprintf("noted(%s %q)", shape(n.X), n.Note)
	}
	return "nil"
}

func shapes(nodes []dice.Node) string {
	all := make([]string, len(nodes))
	for i, n := range nodes {
		all[i] = shape(n)
	}
	return strings.Join(all, " ")
}

func shapeModifiers(mods []dice.Modifier) string {
	var b strings.Builder
	for _, m := range mods {
		fmt.Fprintf(&b, " %d %d %d %t", m.Op, m.Cmp, m.N, m.Advantage)
	}
	return b.String()
}

// shapeWhole is the shape of an expression with its repeat and comment.
func shapeWhole(e *dice.Expr) string {
	return fmt.Sprintf("%d times %s # %s", e.Repeat, shape(e.Root), e.Comment)
}
