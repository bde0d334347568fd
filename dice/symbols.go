package dice

import "unicode/utf8"

// noSymbol stands for no symbol: it is of no kind and means nothing.
var noSymbol = &Row{}

// symbols is a tree over the letters of all that may stand behind an operand.
// Node 0 is its root, and no node's next.
var symbols = indexSymbols(table)

// ascii is the highest character that the tree knows.
const ascii = utf8.RuneSelf - 1

type symbolNode struct {
	next  [ascii + 1]uint8 // by character
	row   *Row             // what ends here
	shout bool             // it is an explosion of more than one character
}

func indexSymbols(rows []Row) (tree [256]symbolNode) {
	used := uint8(0)
	for i := range rows {
		row := &rows[i]
		if !row.isSymbol() {
			continue
		}
		for _, text := range append([]string{row.Name}, row.Also...) {
			node := uint8(0)
			for _, c := range []byte(text) {
				next := &tree[node].next[c]
				if *next == 0 {
					used++
					*next = used
				}
				node = *next
			}
			tree[node].row = row
			tree[node].shout = explodes(row.op) && text[0] == '!' && len(text) > 1
		}
	}
	return tree
}

// functions are the rows of the functions.
var functions = func() (rows []*Row) {
	for i := range table {
		if table[i].fn != 0 {
			rows = append(rows, &table[i])
		}
	}
	return rows
}()

// isSymbol reports whether the row is one that the parser looks up by its name
// behind an operand.
func (r *Row) isSymbol() bool {
	return r.Kind == KindModifier || r.binary != 0 || r.cmp != NoCmp || r.sign != signNone
}

// then reports whether the row, behind a condition, begins what to do.
func (r *Row) then() bool {
	return r.sign == signThen || r.sign == signIf || r.sign == signCount
}
