package dice

import "strings"

// Explain tells what each part of an expression does: pools, groups,
// functions, comparisons, thens and notes from the inside out, then the repeat.
func Explain(e *Expr) []Part {
	var parts []Part
	explain(e.Root, func(n Node, phrases []Phrase) {
		parts = append(parts, Part{Print(n), phrases})
	})
	if e.Repeat > 1 {
		parts = append(parts, Part{e.Expression(), []Phrase{{Code: "repeat", Args: []string{itoa(int64(e.Repeat))}}}})
	}
	return parts
}

// explain calls add for each part of n that has something to say.
func explain(n Node, add func(Node, []Phrase)) {
	for _, inner := range inside(n) {
		explain(inner, add)
	}
	switch n := n.(type) {
	case *Pool:
		add(n, append([]Phrase{explainThrow(n)}, explainModifiers(n.Mods)...))
	case *Group:
		group := Phrase{Code: "group", Args: []string{printList(n.Items)}}
		add(n, append([]Phrase{group}, explainModifiers(n.Mods)...))
	case *Call:
		add(n, []Phrase{{Code: funcCodes[n.Func], Args: []string{printList(n.Args)}}})
	case *Compare:
		right := Phrase{Code: cmpCodes[n.Cmp], Args: []string{Print(n.Y)}}
		add(n, []Phrase{{Code: "compare", Args: []string{Print(n.X)}, Inner: &right}})
	case *Then:
		otherwise := "0"
		if n.Else != nil {
			otherwise = Print(n.Else)
		}
		add(n, []Phrase{{Code: "then", Args: []string{Print(n.If), Print(n.Then), otherwise}}})
	case *Noted:
		add(n, []Phrase{{Code: "note", Args: []string{n.Note}}})
	}
}

// explainThrow tells how many dice of what kind a pool throws.
func explainThrow(n *Pool) Phrase {
	var sides Phrase
	switch {
	case n.Sides.Kind == Computed:
		sides = Phrase{Code: "sides", Args: []string{Print(n.Sides.Expr)}}
	case n.Sides.Faces != nil:
		faces := make([]string, len(n.Sides.Faces))
		for i, face := range n.Sides.Faces {
			faces[i] = itoa(face)
		}
		sides = Phrase{Code: "faces", Args: []string{strings.Join(faces, ", ")}}
	default:
		sides = Phrase{Code: "sides", Args: []string{itoa(n.Sides.N)}}
	}
	switch {
	case n.Amount != nil:
		return Phrase{Code: "throw", Args: []string{Print(n.Amount)}, Inner: &sides}
	case n.Count == 1:
		return Phrase{Code: "throw_one", Inner: &sides}
	}
	return Phrase{Code: "throw", Args: []string{itoa(n.Count)}, Inner: &sides}
}

// explainModifiers tells what each modifier does.
func explainModifiers(mods []Modifier) []Phrase {
	phrases := make([]Phrase, len(mods))
	for i, m := range mods {
		phrases[i] = Phrase{Code: opCodes[m.Op]}
		switch m.Op {
		case KeepHighest, KeepLowest, DropLowest, DropHighest, AtLeast, AtMost:
			phrases[i].Args = []string{itoa(m.N)}
		case Unique, SortUp, SortDown:
		default:
			phrases[i].Inner = &Phrase{Code: cmpCodes[m.Cmp], Args: []string{itoa(m.N)}}
		}
	}
	return phrases
}

// printList prints nodes with commas between them.
func printList(nodes []Node) string {
	texts := make([]string, len(nodes))
	for i, n := range nodes {
		texts[i] = Print(n)
	}
	return strings.Join(texts, ", ")
}
